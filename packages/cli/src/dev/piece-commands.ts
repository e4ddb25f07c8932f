import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { EdgestepError } from '@edgestep/shared';

import type { PieceCommands } from './cluster-pieces.ts';

const SETUP = fileURLToPath(new URL('../../../../scripts/setup.mjs', import.meta.url));
const ENTRY = fileURLToPath(new URL('../main.ts', import.meta.url));

/** This very Node with the flags it runs under, and the nats-server that set-up found or brought. */
export async function pieceCommands(): Promise<PieceCommands> {
  return {
    natsServer: await natsServerPath(),
    node: process.execPath,
    entry: [...process.execArgv, ENTRY],
  };
}

async function natsServerPath(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [SETUP, '--print', 'nats-server']);
    return stdout.trim();
  } catch (cause) {
    const stderr = (cause as { stderr?: string }).stderr ?? String(cause);
    throw new EdgestepError('config-invalid', `There is no nats-server to start:\n${stderr}`, { cause });
  }
}
