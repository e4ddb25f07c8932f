import {
  formatBatchTask,
  formatTaskBatch,
  parseWorkerFrame,
  type Json,
  type WorkerFrame,
} from '@edgestep/shared';
import { connect, createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node';

import {
  CONNECT_OPTIONS,
  ToldProgress,
  type HandedOut,
  type TaskCaller,
  type TaskFacts,
  type TaskOutcome,
} from './task-caller.ts';

interface Open {
  readonly told: ToldProgress;
  readonly end: PromiseWithResolvers<TaskOutcome>;
}

/** Hands tasks out in batches, and hears of them in frames. */
export class BatchTaskCaller implements TaskCaller {
  readonly connection: NatsConnection;
  /** All frames that came, in order. */
  readonly frames: WorkerFrame[] = [];
  readonly #inbox = createInbox();
  readonly #open = new Map<string, Open>();
  readonly #subscription: { unsubscribe(): void };
  #cancelSubject: string | undefined;
  #lastId = 0;

  private constructor(connection: NatsConnection) {
    this.connection = connection;
    this.#subscription = connection.subscribe(`${this.#inbox}.*`, {
      callback: (_, message) => this.#arrive(message),
    });
  }

  static async connect(url: string): Promise<BatchTaskCaller> {
    return new BatchTaskCaller(await connect({ servers: url, ...CONNECT_OPTIONS }));
  }

  handOut(functionName: string, input: string, facts: TaskFacts = {}): HandedOut {
    const [task] = this.handOutAll(functionName, [input], facts);
    if (task === undefined) throw new Error('one input, one task');
    return task;
  }

  /** All in one message. */
  handOutAll(functionName: string, inputs: readonly string[], facts: TaskFacts = {}): HandedOut[] {
    const ids = inputs.map(() => `t${(this.#lastId += 1)}`);
    const tasks = inputs.map((input, index) =>
      formatBatchTask({ ...facts, id: ids[index] ?? '', input: JSON.parse(input) as Json }),
    );
    const handedOut = ids.map((id) => this.#openTask(id));
    const to = `${this.#inbox}.frames`;
    this.connection.publish(`fn.${functionName}.batch`, formatTaskBatch(to, tasks), {
      reply: `${this.#inbox}.${ids[0]}-${ids.length}`,
    });
    return handedOut;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
  }

  #openTask(id: string): HandedOut {
    const open: Open = { told: new ToldProgress(), end: Promise.withResolvers() };
    open.end.promise.catch(() => undefined);
    this.#open.set(id, open);
    return {
      progress: open.told.all,
      outcome: open.end.promise,
      cancel: (reason) => {
        if (this.#cancelSubject === undefined) throw new Error('the worker has told no subject to cancel on');
        this.connection.publish(this.#cancelSubject, JSON.stringify({ kind: 'cancel', reason, ids: [id] }));
      },
      vanish: () => this.#subscription.unsubscribe(),
      until: (kind, count) => open.told.until(kind, count),
    };
  }

  #arrive(message: Msg): void {
    if (message.headers?.code === 503) {
      for (const { end } of this.#open.values()) end.reject(new Error('no responders'));
      return;
    }
    const frame = parseWorkerFrame(message.string());
    if (frame === undefined) return;
    this.frames.push(frame);
    this.#cancelSubject = message.reply;
    for (const [id, output] of frame.done) this.#end(id, { kind: 'done', output });
    for (const [id, body] of frame.failed) this.#end(id, { kind: 'failed', body });
    for (const [id, refusal] of frame.refused) this.#end(id, { kind: 'refused', refusal });
    for (const id of frame.heartbeats) this.#open.get(id)?.told.tell({ kind: 'heartbeat' });
    for (const id of frame.held) {
      const told = this.#open.get(id)?.told;
      const isNew = told?.all.every(({ kind }) => kind !== 'accepted') ?? false;
      const { worker, beatIntervalMs } = frame;
      told?.tell(isNew ? { kind: 'accepted', worker, beatIntervalMs } : { kind: 'beat' });
    }
  }

  #end(id: string, outcome: TaskOutcome): void {
    this.#open.get(id)?.end.resolve(outcome);
  }
}
