import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A real nats-server of a test, on a free port of the loopback address. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Ends the server without a word to its clients. */
  kill(): Promise<void>;
}

const READY_WITHIN_MS = 10_000;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts a server; `port` is for one that comes back where it was, `config` for more than the defaults. */
export async function startTestServer(port = -1, config = ''): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'edgestep-nats-'));
  const configFile = join(folder, 'server.conf');
  await writeFile(configFile, config);
  const ports = ['--addr', '127.0.0.1', '--port', String(port), '--ports_file_dir', folder];
  const args = ['--config', configFile, ...ports];
  const child = spawn(serverBinary(), args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await urlOf(folder, child);
    return { url, port: Number(new URL(url).port), kill, [Symbol.asyncDispose]: kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function serverBinary(): string {
  const args = [join(ROOT, 'scripts/setup.mjs'), '--print', 'nats-server'];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
}

async function urlOf(folder: string, child: ChildProcess): Promise<string> {
  for (const giveUpAt = Date.now() + READY_WITHIN_MS; Date.now() < giveUpAt;) {
    const file = (await readdir(folder)).find((name) => name.endsWith('.ports'));
    if (file !== undefined) {
      const text = await readFile(join(folder, file), 'utf8');
      const url = text.endsWith('}') ? (JSON.parse(text) as { nats: string[] }).nats[0] : undefined;
      if (url !== undefined) return url;
    }
    if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nats-server is not ready');
}
