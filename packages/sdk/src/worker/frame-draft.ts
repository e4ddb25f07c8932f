import { BATCH_CHARACTERS_MAX, formatFrameEntry, formatWorkerFrame } from '@edgestep/shared';

import type { Answer } from './answer.ts';

/** Ids beyond this go into another frame: a worker may hold more tasks than a message has room for. */
const HELD_PER_FRAME_MAX = 4_096;

/** What is to be told to one caller in the next frames. */
export class FrameDraft {
  readonly #worker: string;
  readonly #beatIntervalMs: number;
  #done: string[] = [];
  #failed: string[] = [];
  #refused: string[] = [];
  #heartbeats: string[] = [];
  #characters = 0;
  readonly #full: string[] = [];

  constructor(worker: string, beatIntervalMs: number) {
    this.#worker = worker;
    this.#beatIntervalMs = beatIntervalMs;
  }

  get isEmpty(): boolean {
    return this.#full.length === 0 && !this.#hasBegun;
  }

  answer(id: string, answer: Answer, workMs: number): void {
    const json = answer.kind === 'refused' ? JSON.stringify(answer.refusal) : answer.body;
    if (this.#characters > 0 && this.#characters + json.length > BATCH_CHARACTERS_MAX) this.#endFrame([]);
    this.#characters += json.length;
    this.#entriesOf(answer.kind).push(formatFrameEntry(id, json, workMs * 1_000));
  }

  heartbeat(id: string): void {
    this.#heartbeats.push(id);
  }

  /** The texts of all frames; the draft begins anew. `held`: the ids that are to be told as held. */
  take(held: readonly string[]): string[] {
    if (held.length <= HELD_PER_FRAME_MAX && this.#characters <= BATCH_CHARACTERS_MAX) {
      if (held.length > 0 || this.#hasBegun) this.#endFrame(held);
    } else {
      if (this.#hasBegun) this.#endFrame([]);
      for (let from = 0; from < held.length; from += HELD_PER_FRAME_MAX) {
        this.#endFrame(held.slice(from, from + HELD_PER_FRAME_MAX));
      }
    }
    return this.#full.splice(0);
  }

  get #hasBegun(): boolean {
    return this.#characters > 0 || this.#heartbeats.length > 0;
  }

  #entriesOf(kind: Answer['kind']): string[] {
    switch (kind) {
      case 'done':
        return this.#done;
      case 'failed':
        return this.#failed;
      case 'refused':
        return this.#refused;
    }
  }

  #endFrame(held: readonly string[]): void {
    this.#full.push(
      formatWorkerFrame({
        worker: this.#worker,
        beatIntervalMs: this.#beatIntervalMs,
        done: this.#done,
        failed: this.#failed,
        refused: this.#refused,
        heartbeats: this.#heartbeats,
        held,
      }),
    );
    this.#done = [];
    this.#failed = [];
    this.#refused = [];
    this.#heartbeats = [];
    this.#characters = 0;
  }
}
