import { setTimeout as delay } from 'node:timers/promises';

import type { EdgestepClient } from '@edgestep/sdk';

import { paint, toneOfStatus } from '../terminal/paint.ts';
import { cut, duration } from '../terminal/table.ts';
import { ExecutionProgress } from '../watch/execution-progress.ts';

const POLL_MS = 250;

interface Entry {
  readonly label: string;
  readonly executionArn: string;
  readonly progress: ExecutionProgress;
  readonly startedAt: number;
  status: string;
}

/** Where the board writes. `interactive`: what was drawn may be drawn over. */
export interface BoardScreen {
  readonly interactive: boolean;
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
}

/**
 * Shows executions while they run: on a terminal a block that is drawn over, elsewhere a line for each that ended.
 * `line` prints above the block.
 */
export class ExecutionBoard {
  readonly #client: EdgestepClient;
  readonly #screen: BoardScreen;
  readonly #open = new Set<Entry>();
  #drawn = 0;
  #polling: Promise<void> | undefined;

  constructor(client: EdgestepClient, screen: BoardScreen) {
    this.#client = client;
    this.#screen = screen;
  }

  add(executionArn: string, label: string): void {
    const progress = new ExecutionProgress();
    this.#open.add({ label, executionArn, progress, startedAt: Date.now(), status: 'RUNNING' });
    this.#polling ??= this.#poll();
  }

  line(text: string): void {
    this.#clear();
    this.#screen.write(`${text}\n`);
    this.#draw();
  }

  /** Resolves when nothing that was added is open any more. */
  async settled(): Promise<void> {
    while (this.#polling !== undefined) await this.#polling;
  }

  async #poll(): Promise<void> {
    while (this.#open.size > 0) {
      await Promise.all([...this.#open].map((entry) => this.#look(entry)));
      this.#clear();
      this.#draw();
      await delay(POLL_MS);
    }
    this.#polling = undefined;
  }

  async #look(entry: Entry): Promise<void> {
    try {
      for await (const event of this.#client.history(entry.executionArn)) {
        if (event.id > entry.progress.lastEventId) {
          entry.progress.apply(event as Parameters<ExecutionProgress['apply']>[0]);
        }
      }
    } catch {
      // The zone may be restarting a node: the next look finds it again, and the run itself reports what failed.
      return;
    }
    if (entry.progress.ended === undefined) return;
    entry.status = statusOf(entry.progress.ended);
    this.#open.delete(entry);
    this.#clear();
    this.#screen.write(`${this.#render(entry)}\n`);
  }

  #draw(): void {
    if (!this.#screen.interactive) return;
    const shown = [...this.#open].slice(0, Math.max(3, this.#screen.rows - 4));
    for (const entry of shown) this.#screen.write(`${this.#render(entry)}\n`);
    this.#drawn = shown.length;
  }

  #clear(): void {
    if (this.#drawn === 0) return;
    this.#screen.write(`\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }

  #render(entry: Entry): string {
    const mark = entry.status === 'SUCCEEDED' ? '✔' : entry.status === 'RUNNING' ? '●' : '✘';
    const took = duration(Date.now() - entry.startedAt);
    const text = cut(
      `${mark} ${entry.label.padEnd(24)} ${took.padStart(8)}  ${trailOf(entry.progress)}`,
      Math.max(40, this.#screen.columns - 1),
    );
    return `  ${paint(text, toneOfStatus(entry.status), this.#screen.interactive)}`;
  }
}

function statusOf(eventType: string): string {
  switch (eventType) {
    case 'ExecutionSucceeded':
      return 'SUCCEEDED';
    case 'ExecutionTimedOut':
      return 'TIMED_OUT';
    case 'ExecutionAborted':
      return 'ABORTED';
    default:
      return 'FAILED';
  }
}

/** The way through the machine: states of the top level, with how many are open below them. */
function trailOf(progress: ExecutionProgress): string {
  const below = progress.visits.filter(({ depth, status }) => depth > 0 && status === 'running').length;
  const trail = progress.visits
    .filter(({ depth }) => depth === 0)
    .map((visit) => (visit.attempts > 1 ? `${visit.name}×${visit.attempts}` : visit.name))
    .join(' → ');
  return below > 0 ? `${trail} (${below} open within)` : trail;
}
