import { fullJitterMs, sleep } from '../backoff.ts';
import { isApiError } from '../client/api-error.ts';
import type { GetActivityTaskOutput } from '../client/shapes/activity-shapes.ts';
import { within } from '../within.ts';
import { runActivityTask } from './run-activity-task.ts';
import type { ActivityWorker, ActivityWorkerOptions } from './start-activity-worker.ts';

export type PollerOptions = ActivityWorkerOptions &
  Required<Pick<ActivityWorkerOptions, 'concurrency' | 'drainTimeoutMs' | 'backoff' | 'log'>>;

/** How long an aborted handler may take to notice. */
const SETTLE_MS = 1_000;

/** What polling again will not change. */
const FINAL_REFUSALS = ['ActivityDoesNotExist', 'InvalidArn', 'AccessDeniedException', 'ValidationException'];

/** The long polls of an activity worker: each takes a task, sees it through, and polls again. */
export class ActivityPollers implements ActivityWorker {
  readonly closed: Promise<void>;
  readonly #options: PollerOptions;
  readonly #polling = new AbortController();
  readonly #closing = new AbortController();
  #running = 0;
  #draining: Promise<void> | undefined;

  constructor(options: PollerOptions) {
    this.#options = options;
    const pollers = Array.from({ length: options.concurrency }, () => this.#poll());
    this.closed = Promise.all(pollers).then(() => undefined);
    // Whoever does not look at `closed` has read it in the log.
    this.closed.catch(() => undefined);
  }

  get tasks(): number {
    return this.#running;
  }

  drain(): Promise<void> {
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drain();
  }

  async #drain(): Promise<void> {
    this.#polling.abort(new DOMException('the worker drains', 'AbortError'));
    if (await within(this.#options.drainTimeoutMs, this.closed)) return;
    this.#closing.abort(new DOMException('the worker is closing', 'AbortError'));
    await within(SETTLE_MS, this.closed);
  }

  async #poll(): Promise<void> {
    let failed = 0;
    while (!this.#polling.signal.aborted) {
      try {
        const task = await this.#next();
        failed = 0;
        if (task !== undefined) await this.#run(task.taskToken, task.input);
      } catch (error) {
        if (this.#polling.signal.aborted) return;
        await this.#afterFailedPoll(error, failed);
        failed += 1;
      }
    }
  }

  /** A task, or nothing when none came while the API held the poll. */
  async #next(): Promise<{ taskToken: string; input: string } | undefined> {
    const { client, activityArn, workerName } = this.#options;
    const answer: GetActivityTaskOutput = await client.getActivityTask(
      { activityArn, ...(workerName === undefined ? {} : { workerName }) },
      { signal: this.#polling.signal },
    );
    const { taskToken, input } = answer;
    return typeof taskToken === 'string' && taskToken !== ''
      ? { taskToken, input: input ?? 'null' }
      : undefined;
  }

  async #run(token: string, input: string): Promise<void> {
    this.#running += 1;
    try {
      await runActivityTask(this.#options, token, input, this.#closing.signal);
    } finally {
      this.#running -= 1;
    }
  }

  async #afterFailedPoll(error: unknown, failed: number): Promise<void> {
    const { log, backoff } = this.#options;
    if (isApiError(error, ...FINAL_REFUSALS)) {
      log.error('the activity cannot be polled', { error: error.name, reason: error.message });
      this.#polling.abort(error);
      throw error;
    }
    log.warn('a poll for activity tasks failed', { error: String(error) });
    await sleep(fullJitterMs(backoff, failed, Math.random()), this.#polling.signal).catch(() => undefined);
  }
}
