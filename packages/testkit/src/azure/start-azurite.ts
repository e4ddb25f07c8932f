import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { freePorts } from '@edgestep/cli';

const START_TIMEOUT_MS = 20_000;
const PROBE_INTERVAL_MS = 25;

/** The blob service of Azurite on a port of its own. Disposal ends the process and removes its folder. */
export interface Azurite extends AsyncDisposable {
  readonly connectionString: string;
  /** Ends the process, as if the storage had gone away. */
  end(): Promise<void>;
}

/** Starts Azurite with one account, in a folder of its own. Rejects with its output when it ends first. */
export async function startAzurite(): Promise<Azurite> {
  const stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'edgestep-azurite-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const [port = 0] = await freePorts(1);
  const account = { name: 'edgestep', key: Buffer.from('a key of this test alone').toString('base64') };
  const place = ['--location', folder, '--blobHost', '127.0.0.1', '--blobPort', String(port)];
  const child = spawn(
    process.execPath,
    [azuriteEntry(), ...place, '--silent', '--disableTelemetry', '--skipApiVersionCheck'],
    {
      cwd: folder,
      env: { ...process.env, AZURITE_ACCOUNTS: `${account.name}:${account.key}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  }
  const killed = () => void child.kill('SIGKILL');
  process.once('exit', killed);
  const exited = once(child, 'exit').then(() => process.off('exit', killed));
  const end = async () => {
    killed();
    await exited;
  };
  stack.defer(end);
  try {
    await untilServing(`http://127.0.0.1:${port}/`, () => child.exitCode === null, output);
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
  const endpoint = `http://127.0.0.1:${port}/${account.name}`;
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account.name};AccountKey=${account.key};BlobEndpoint=${endpoint};`,
    end,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function azuriteEntry(): string {
  const require = createRequire(import.meta.url);
  return require.resolve('azurite/dist/src/blob/main.js');
}

/** Any answer of HTTP says that it serves. */
async function untilServing(url: string, lives: () => boolean, output: readonly string[]): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (cause) {
      if (lives() && Date.now() < deadline) await delay(PROBE_INTERVAL_MS);
      else throw new Error(`azurite does not serve:\n${output.join('')}`, { cause });
    }
  }
}
