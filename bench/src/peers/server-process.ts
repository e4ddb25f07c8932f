import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

export interface ServerProcessOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Whom it runs as, when not as the bench. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Whether it answers by now; a rejection means no. */
  readonly isReady: () => Promise<boolean>;
  readonly stopSignal: NodeJS.Signals;
}

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
const ASK_EVERY_MS = 10;
const OUTPUT_KEPT = 4_000;

/** A server in a process of its own. Disposal ends it. */
export interface ServerProcess extends AsyncDisposable {
  readonly pid: number;
}

/** Starts a server and resolves once it answers. Rejects with the end of its output when it doesn't. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { program, args, env, user } = options;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...user,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-OUTPUT_KEPT)));
  }
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
  }).then(() => void (hasEnded = true));
  const deadline = performance.now() + READY_TIMEOUT_MS;
  const stop = async () => {
    if (!hasEnded) child.kill(options.stopSignal);
    await Promise.race([ended, setTimeout(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    if (!hasEnded) child.kill('SIGKILL');
    await ended;
  };
  while (!(await options.isReady().catch(() => false))) {
    if (!hasEnded && performance.now() < deadline) {
      await setTimeout(ASK_EVERY_MS);
      continue;
    }
    await stop();
    throw new Error(`${program} did not become ready:\n${output}`);
  }
  return { pid: child.pid ?? 0, [Symbol.asyncDispose]: stop };
}
