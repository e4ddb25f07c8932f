import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { EdgestepError } from '@edgestep/shared';

/** One process of the cluster: how to start it and how to know that it serves. */
export interface PieceSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers true once the piece serves. Called again and again while it starts. */
  readonly probe: () => Promise<boolean>;
  readonly readyTimeoutMs: number;
  /** Why the piece, which runs, needs a new start to go on; undefined while it does not. Asked every few seconds; it must not reject. */
  readonly ailment?: () => Promise<string | undefined>;
  /** Whether a death that nobody asked for is followed by a new start. */
  readonly restart: boolean;
}

/** Who hears of deaths that nobody asked for, and of the recoveries. */
export interface PieceEvents {
  died(piece: Piece, how: string): void;
  restarted(piece: Piece): void;
}

const PROBE_INTERVAL_MS = 40;
const RESTART_DELAY_MIN_MS = 100;
const RESTART_DELAY_MAX_MS = 5_000;
/** A piece that lived this long counts as healthy: its next restart waits the shortest delay again. */
const HEALTHY_AFTER_MS = 10_000;
const STOP_TIMEOUT_MS = 10_000;
const AILMENT_INTERVAL_MS = 3_000;

interface Running {
  readonly child: ChildProcess;
  readonly startedAt: number;
  readonly exited: Promise<string>;
  ended: boolean;
}

/** A process that is started again when it dies. Owned by whoever called `start`, ended by `stop`. */
export class Piece {
  readonly spec: PieceSpec;
  readonly #events: PieceEvents;
  readonly #log: WriteStream;
  #running: Running | undefined;
  #stopping = false;
  #supervision: Promise<void> = Promise.resolve();

  constructor(spec: PieceSpec, events: PieceEvents) {
    this.spec = spec;
    this.#events = events;
    this.#log = createWriteStream(spec.logFile, { flags: 'a' });
  }

  /** The id of the process; 0 while there is none. */
  get pid(): number {
    return this.#running?.child.pid ?? 0;
  }

  /** Spawns the process and resolves when it serves. Rejects when it ended, or did not serve in time. */
  async start(): Promise<void> {
    const running = this.#spawn();
    await this.#untilReady(running, Date.now() + this.spec.readyTimeoutMs);
    this.#supervision = this.#supervise(running);
  }

  /** From now on its death is no surprise: the cluster is being ended. */
  expectEnd(): void {
    this.#stopping = true;
  }

  /** Ends the process: SIGTERM, and SIGKILL when it has not ended within 10 s. */
  async stop(): Promise<void> {
    this.expectEnd();
    const running = this.#running;
    if (running !== undefined) await end(running);
    await this.#supervision;
    await new Promise<void>((resolve) => this.#log.end(() => resolve()));
  }

  async #supervise(first: Running): Promise<void> {
    let running = first;
    let delayMs = RESTART_DELAY_MIN_MS;
    for (;;) {
      const watch = this.#watchForAilment(running);
      const how = await running.exited;
      clearInterval(watch);
      if (this.#stopping) return;
      this.#events.died(this, how);
      if (!this.spec.restart) return;
      if (Date.now() - running.startedAt > HEALTHY_AFTER_MS) delayMs = RESTART_DELAY_MIN_MS;
      await delay(delayMs);
      delayMs = Math.min(delayMs * 2, RESTART_DELAY_MAX_MS);
      if (this.#stopping) return;
      running = this.#spawn();
      if (await this.#serves(running)) this.#events.restarted(this);
    }
  }

  /** Ends a process that cannot go on without a new start: it is started again as if it had died. */
  #watchForAilment(running: Running): NodeJS.Timeout | undefined {
    const { ailment, restart, name } = this.spec;
    if (ailment === undefined || !restart) return undefined;
    let isAsking = false;
    const ask = async () => {
      if (isAsking || running.ended || this.#stopping) return;
      isAsking = true;
      const why = await ailment();
      isAsking = false;
      if (why === undefined || running.ended || this.#stopping) return;
      this.#write(`-- ${name} is ended, to be started again: ${why}\n`);
      await end(running);
    };
    return setInterval(() => void ask(), AILMENT_INTERVAL_MS);
  }

  #spawn(): Running {
    const child = spawn(this.spec.command, [...this.spec.args], {
      env: { ...process.env, ...this.spec.env },
      // The open standard input tells the piece that its supervisor lives: it ends when the pipe closes.
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C in the terminal is for the supervisor, which ends the pieces in their order.
      detached: true,
    });
    child.stdout.on('data', (chunk: Buffer) => this.#write(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.#write(chunk));
    const running: Running = {
      child,
      startedAt: Date.now(),
      ended: false,
      exited: new Promise((resolve) => {
        child.once('error', (error) => resolve(`it could not be started: ${error.message}`));
        child.once('exit', (code, signal) =>
          resolve(code === null ? `signal ${signal}` : `exit code ${code}`),
        );
      }),
    };
    void running.exited.then((how) => {
      running.ended = true;
      this.#write(`-- ${this.spec.name} ended: ${how}\n`);
    });
    this.#running = running;
    return running;
  }

  #write(chunk: Buffer | string): void {
    if (!this.#log.writableEnded) this.#log.write(chunk);
  }

  async #untilReady(running: Running, deadline: number): Promise<void> {
    while (!(await this.spec.probe())) {
      if (running.ended || this.#stopping) {
        throw new EdgestepError(
          'internal',
          `${this.spec.name} ended while starting; see ${this.spec.logFile}`,
        );
      }
      if (Date.now() > deadline) {
        const seconds = this.spec.readyTimeoutMs / 1000;
        throw new EdgestepError(
          'timeout',
          `${this.spec.name} was not ready within ${seconds} s; see ${this.spec.logFile}`,
        );
      }
      await delay(PROBE_INTERVAL_MS);
    }
  }

  /** True once it serves; false when it ended first, or is to be stopped. */
  async #serves(running: Running): Promise<boolean> {
    while (!running.ended && !this.#stopping) {
      if (await this.spec.probe()) return true;
      await delay(PROBE_INTERVAL_MS);
    }
    return false;
  }
}

/** SIGTERM, and SIGKILL when it has not ended within 10 s. */
async function end(running: Running): Promise<void> {
  if (running.ended) return;
  running.child.kill('SIGTERM');
  const killer = setTimeout(() => running.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await running.exited;
  clearTimeout(killer);
}
