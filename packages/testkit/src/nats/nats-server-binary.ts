import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The nats-server that tests run: `NATS_SERVER`, else the checkout's own, which the set-up script puts in place. */
export async function natsServerBinary(): Promise<string> {
  const named = process.env['NATS_SERVER'];
  if (named !== undefined && named !== '') return named;
  const own = join(root, '.edgestep', 'bin', 'nats-server');
  if (existsSync(own)) return own;
  const script = join(root, 'scripts', 'setup.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--print', 'nats-server']);
  return stdout.trim();
}
