import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const START_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 5_000;
const PROBE_INTERVAL_MS = 15;
const LOG_LINES_KEPT = 60;

/** A nats-server that runs, with the last lines of its log for whoever has to explain a failure. */
export interface ServerProcess {
  readonly pid: number;
  /** Sends the signal and waits for the end; SIGKILL follows when it has not ended within 5 s. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  log(): string;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts the program and resolves when clients of JetStream are welcome. Rejects with its log when it ends first. */
export async function startServerProcess(
  binary: string,
  configFile: string,
  port: number,
): Promise<ServerProcess> {
  const child = spawn(binary, ['-c', configFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  const ended = once(child, 'exit').then(() => alive.delete(child));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      lines.push(chunk.toString());
      if (lines.length > LOG_LINES_KEPT) lines.shift();
    });
  }
  const log = () => lines.join('');
  await untilReady(child, port, log);
  return { pid: child.pid ?? 0, log, end: (signal) => end(child, ended, signal) };
}

async function untilReady(child: ChildProcess, port: number, log: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await greetsWithJetStream(port))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`nats-server ended while starting:\n${log()}`);
    }
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`nats-server was not ready within ${START_TIMEOUT_MS} ms:\n${log()}`);
    }
    await delay(PROBE_INTERVAL_MS);
  }
}

/** Reads the server's first line: `INFO {…,"jetstream":true,…}`. */
function greetsWithJetStream(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
    socket.once('data', (chunk: Buffer) => answer(chunk.toString().includes('"jetstream":true')));
  });
}

async function end(
  child: ChildProcess,
  ended: Promise<unknown>,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  child.kill(signal);
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killer);
}
