import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { CallOutcome, ClientView } from '../client-view.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Ledger } from '../workers/ledger.ts';
import type { ZoneApi } from './zone-api.ts';

/** One attempt to answer a task token. */
export interface TokenAnswer {
  readonly value: string;
  readonly outcome: CallOutcome;
}

export interface TokenOptions {
  readonly api: ZoneApi;
  readonly view: ClientView;
  readonly random: SeededRandom;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
}

const POLL_MS = 150;
const THINK_MS_MAX = 1_500;
const AGAIN_MS_MAX = 2_000;
const ANSWERED_TWICE_SHARE = 0.15;

/**
 * Answers each task token that a worker was given, with another value at every attempt, until one is acknowledged or
 * refused; some are answered once more after that. Which value the history holds tells which answer was applied.
 */
export class TokenAnswerer {
  readonly answers = new Map<string, TokenAnswer[]>();
  readonly #options: TokenOptions;
  readonly #open = new Set<Promise<void>>();

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  /** Tokens that are being answered. */
  get open(): number {
    return this.#open.size;
  }

  /** Until the signal is aborted. */
  async run(): Promise<void> {
    const { ledger, signal } = this.#options;
    while (!signal.aborted) {
      for (const { key, token } of ledger.poll()) {
        if (token === undefined) continue;
        const answering = this.#answer(key, token).finally(() => this.#open.delete(answering));
        this.#open.add(answering);
      }
      await delay(POLL_MS);
    }
  }

  async #answer(key: string, taskToken: string): Promise<void> {
    const { random, signal } = this.#options;
    await delay(random.between(0, THINK_MS_MAX));
    for (;;) {
      const { outcome } = await this.#send(key, taskToken);
      if (outcome === 'acknowledged' && random.next() < ANSWERED_TWICE_SHARE)
        await this.#send(key, taskToken);
      if (outcome !== 'unknown' || signal.aborted) return;
      await delay(random.between(0, AGAIN_MS_MAX));
    }
  }

  async #send(key: string, taskToken: string): Promise<TokenAnswer> {
    const value = randomUUID();
    const output = JSON.stringify({ key, run: value });
    const attempt = await this.#options.api.call((client, call) =>
      client.sendTaskSuccess({ taskToken, output }, call),
    );
    const answer = { value, outcome: attempt.outcome };
    const answers = this.answers.get(key);
    if (answers === undefined) this.answers.set(key, [answer]);
    else answers.push(answer);
    return answer;
  }
}
