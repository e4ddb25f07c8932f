import type { Service, ServiceMsg } from '@nats-io/services';

import { within } from '../within.ts';
import { refusalAnswer } from './answer.ts';
import { addFunctionService, type FunctionCounts, type OfferedFunction } from './function-service.ts';
import { runTask, type TaskHost } from './run-task.ts';
import { TaskAbortedError } from './task-context.ts';
import { TaskSlots } from './task-slots.ts';
import type { Worker } from './worker-options.ts';

export interface NatsWorkerOptions extends Omit<TaskHost, 'closing'> {
  readonly functions: readonly OfferedFunction[];
  readonly slots: { readonly running: number; readonly waiting: number };
  readonly drainTimeoutMs: number;
}

/** How long an aborted handler may take to notice, and a server to confirm that it heard. */
const SETTLE_MS = 1_000;

/**
 * The functions of one process on one connection.
 *
 * - W1 A task holds a slot from its request to its answer; without a free slot it is refused, not kept.
 * - W2 A drain begins nothing: what waits and what still arrives is refused, for others to take.
 */
export class NatsWorker implements Worker {
  readonly name: string;
  readonly closed: Promise<Error | undefined>;
  readonly #options: NatsWorkerOptions;
  readonly #slots: TaskSlots;
  readonly #services: Service[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #draining: Promise<void> | undefined;
  #failure: Error | undefined;

  private constructor(options: NatsWorkerOptions) {
    this.name = options.workerName;
    this.#options = options;
    this.#slots = new TaskSlots(options.slots);
    this.closed = options.link.connection.closed().then((error) => this.#failure ?? error ?? undefined);
  }

  static async start(options: NatsWorkerOptions): Promise<NatsWorker> {
    const worker = new NatsWorker(options);
    const { connection } = options.link;
    for (const offered of options.functions) {
      const counts: FunctionCounts = { running: 0, finished: 0, refused: 0 };
      const take = (message: ServiceMsg): void => worker.#take(offered, counts, message);
      worker.#add(offered, await addFunctionService(connection, offered, counts, take));
    }
    await connection.flush();
    options.log.info('the worker takes tasks', {
      functions: options.functions.map((offered) => offered.name),
      server: connection.getServer(),
    });
    return worker;
  }

  get tasks(): number {
    return this.#slots.held;
  }

  drain(): Promise<void> {
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drain();
  }

  /** A function that is not offered any more is the end of the worker: it would sit there and do nothing. */
  #add(offered: OfferedFunction, service: Service): void {
    this.#services.push(service);
    void service.stopped.then((error) => {
      if (this.#draining !== undefined) return;
      this.#failure = error ?? new Error(`the service ${offered.name} has stopped`);
      this.#options.log.error('a function cannot be offered any more', {
        function: offered.name,
        error: String(this.#failure),
      });
      void this.drain();
    });
  }

  #take(offered: OfferedFunction, counts: FunctionCounts, message: ServiceMsg): void {
    const slot = this.#slots.take();
    if (slot === undefined) {
      counts.refused += 1;
      const { body, headers } = refusalAnswer(this.#draining === undefined ? 'busy' : 'draining');
      message.respond(body, headers === undefined ? {} : { headers });
      return;
    }
    counts.running += 1;
    const host = { ...this.#options, closing: this.#closing.signal };
    const running = runTask(host, offered.name, offered.handler, message, slot).finally(() => {
      counts.running -= 1;
      counts.finished += 1;
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  async #drain(): Promise<void> {
    const { link, log, cancels, drainTimeoutMs } = this.#options;
    log.info('the worker drains', { tasks: this.tasks });
    this.#slots.close();
    await within(SETTLE_MS, Promise.all(this.#services.map((service) => service.stop())));
    if (!(await within(drainTimeoutMs, this.#settled()))) {
      log.warn('running tasks are aborted: the time to drain is over', { tasks: this.tasks });
      this.#closing.abort(new TaskAbortedError('draining', 'the worker is closing'));
      await within(SETTLE_MS, this.#settled());
    }
    cancels.close();
    if (link.isUp) await within(SETTLE_MS, link.connection.flush());
    await link.connection.close();
  }

  async #settled(): Promise<void> {
    await Promise.all(this.#running);
  }
}
