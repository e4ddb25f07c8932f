import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('worker-process.ts', import.meta.url));
const RESTART_MS = 200;

/** Worker processes that are started again when they die. Disposal ends them. */
export class WorkerPool implements AsyncDisposable {
  readonly #servers: string;
  readonly #ledgerDir: string;
  readonly #children: (ChildProcess | undefined)[];
  readonly #supervisions: Promise<void>[];
  #isEnding = false;

  /** `servers`: the addresses of the zone's NATS servers, separated by commas. */
  constructor(count: number, servers: string, ledgerDir: string) {
    mkdirSync(ledgerDir, { recursive: true });
    this.#servers = servers;
    this.#ledgerDir = ledgerDir;
    this.#children = Array.from({ length: count });
    this.#supervisions = this.#children.map((_, index) => this.#supervise(index));
  }

  /** The processes that run. */
  get pids(): readonly number[] {
    return this.#children.flatMap((child) => (child?.pid === undefined ? [] : [child.pid]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    for (const child of this.#children) child?.kill('SIGKILL');
    await Promise.all(this.#supervisions);
  }

  async #supervise(index: number): Promise<void> {
    const ledgerFile = join(this.#ledgerDir, `worker-${index}.jsonl`);
    while (!this.#isEnding) {
      const args = [...process.execArgv, ENTRY, this.#servers, ledgerFile];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      this.#children[index] = child;
      await ended;
      this.#children[index] = undefined;
      if (!this.#isEnding) await delay(RESTART_MS);
    }
  }
}
