import type { Service } from '@nats-io/services';
import type { Subscription } from '@nats-io/transport-node';

import { within } from '../within.ts';
import { BatchCallers } from './batch-callers.ts';
import { BatchIntake } from './batch-intake.ts';
import { FunctionDesk } from './function-desk.ts';
import { addFunctionService, subscribeToBatches, type OfferedFunction } from './function-service.ts';
import { HeldTasks } from './held-tasks.ts';
import type { TaskHost } from './run-task.ts';
import { TaskAbortedError } from './task-context.ts';
import { TaskSlots } from './task-slots.ts';
import type { Worker } from './worker-options.ts';

export interface NatsWorkerOptions extends TaskHost {
  readonly functions: readonly OfferedFunction[];
  readonly slots: { readonly running: number; readonly waiting: number };
  readonly drainTimeoutMs: number;
}

/** How long an aborted handler may take to notice, and a server to confirm that it heard. */
const SETTLE_MS = 1_000;

/**
 * The functions of one process on one connection.
 *
 * - W1 A task holds a slot from its begin to its answer; without a free slot it is refused, not kept (of tasks that
 *   came together, those that find none wait a turn while places become free: `BatchIntake`).
 * - W2 A drain begins nothing: what waits and what still arrives is refused, for others to take.
 */
export class NatsWorker implements Worker {
  readonly name: string;
  readonly closed: Promise<Error | undefined>;
  readonly #options: NatsWorkerOptions;
  readonly #slots: TaskSlots;
  readonly #callers: BatchCallers;
  readonly #intake: BatchIntake;
  readonly #held: HeldTasks;
  readonly #services: Service[] = [];
  readonly #batches: Subscription[] = [];
  #draining: Promise<void> | undefined;
  #failure: Error | undefined;

  private constructor(options: NatsWorkerOptions) {
    this.name = options.workerName;
    this.#options = options;
    this.#slots = new TaskSlots(options.slots);
    this.#callers = new BatchCallers(options);
    this.#intake = new BatchIntake(this.#slots);
    this.#held = new HeldTasks(options.beatIntervalMs, () => this.#callers.beat());
    this.closed = options.link.connection.closed().then((error) => this.#failure ?? error ?? undefined);
  }

  static async start(options: NatsWorkerOptions): Promise<NatsWorker> {
    const worker = new NatsWorker(options);
    const { connection } = options.link;
    for (const offered of options.functions) await worker.#offer(offered);
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

  async #offer(offered: OfferedFunction): Promise<void> {
    const { link, log } = this.#options;
    const desk = new FunctionDesk(offered, {
      host: this.#options,
      slots: this.#slots,
      held: this.#held,
      callers: this.#callers,
      intake: this.#intake,
      refusal: () => (this.#draining === undefined ? 'busy' : 'draining'),
    });
    const batches = subscribeToBatches(
      link.connection,
      offered,
      (message) => desk.takeBatch(message),
      (error) => {
        desk.refuseBatches();
        log.warn('tasks are taken one by one', { function: offered.name, error: String(error) });
      },
    );
    this.#batches.push(batches);
    this.#watch(
      offered,
      await addFunctionService(link.connection, offered, desk.counts, (message) => desk.take(message)),
    );
  }

  /** A function that is not offered any more is the end of the worker: it would sit there and do nothing. */
  #watch(offered: OfferedFunction, service: Service): void {
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

  async #drain(): Promise<void> {
    const { link, log, cancels, drainTimeoutMs } = this.#options;
    log.info('the worker drains', { tasks: this.tasks });
    this.#slots.close();
    await within(SETTLE_MS, this.#stopListening());
    if (!(await within(drainTimeoutMs, this.#held.settled()))) {
      log.warn('running tasks are aborted: the time to drain is over', { tasks: this.tasks });
      this.#held.abortAll(new TaskAbortedError('draining', 'the worker is closing'));
      await within(SETTLE_MS, this.#held.settled());
    }
    await within(SETTLE_MS, this.#callers.tellAll());
    this.#held.stop();
    cancels.close();
    if (link.isUp) await within(SETTLE_MS, link.connection.flush());
    await link.connection.close();
  }

  async #stopListening(): Promise<void> {
    const stopped = [
      ...this.#services.map((service) => service.stop()),
      ...this.#batches.filter((batches) => !batches.isClosed()).map((batches) => batches.drain()),
    ];
    await Promise.all(stopped);
  }
}
