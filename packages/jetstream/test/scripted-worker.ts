import {
  batchSubject,
  formatFrameEntry,
  formatWorkerFrame,
  functionSubject,
  parseTaskBatch,
  TASK_HEADERS,
  type BatchTask,
  type FrameTexts,
  type WorkerProgress,
} from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';
import type { NatsConnection } from '@nats-io/transport-node';

/** A worker whose words the test says, of the last task that came. */
export interface ScriptedWorker {
  /** Whether a task has come. */
  readonly wasAsked: boolean;
  /** The cancels that came, as they were sent. */
  readonly cancels: readonly string[];
  progress(progress: WorkerProgress): void;
  /** `output` is JSON. */
  respond(output: string): void;
  /** The next task is yet to come. */
  forget(): void;
}

let lastCancelSubject = 0;

function listenForCancels(bus: NatsConnection, onCancel: (text: string) => void): string {
  lastCancelSubject += 1;
  const subject = `cancel.${process.pid}.${lastCancelSubject}`;
  bus.subscribe(subject, { callback: (_error, message) => onCancel(message.string()) });
  return subject;
}

/** Takes single requests. */
export class SingleWorker implements ScriptedWorker {
  /** The last one that came. */
  request: Msg | undefined;
  readonly cancels: string[] = [];
  readonly #bus: NatsConnection;
  readonly #cancelSubject: string;

  constructor(bus: NatsConnection, functionName: string) {
    this.#bus = bus;
    bus.subscribe(functionSubject(functionName), {
      queue: 'q',
      callback: (_error, message) => {
        this.request = message;
      },
    });
    this.#cancelSubject = listenForCancels(bus, (text) => this.cancels.push(text));
  }

  get wasAsked(): boolean {
    return this.request !== undefined;
  }

  header(name: string): string {
    return this.request?.headers?.get(name) ?? '';
  }

  progress(progress: WorkerProgress): void {
    this.#bus.publish(this.header(TASK_HEADERS.progress), JSON.stringify(progress), {
      reply: this.#cancelSubject,
    });
  }

  respond(output: string): void {
    this.request?.respond(output);
  }

  forget(): void {
    this.request = undefined;
  }
}

const EMPTY = { done: [], failed: [], refused: [], held: [], heartbeats: [] };

/** Takes batches, and says so to whoever calls it singly; the first such call is answered at once. */
export class BatchWorker implements ScriptedWorker {
  /** All batches that came: their tasks. */
  readonly batches: (readonly BatchTask[])[] = [];
  /** How many single requests came. */
  singles = 0;
  readonly cancels: string[] = [];
  readonly #bus: NatsConnection;
  readonly #cancelSubject: string;
  #to = '';
  #last: BatchTask | undefined;
  readonly #singles: Msg[] = [];
  readonly #batchSubscription: { unsubscribe(): void };
  #worker = 'host/1';
  #beatIntervalMs = 2_000;

  constructor(bus: NatsConnection, functionName: string) {
    this.#bus = bus;
    this.#cancelSubject = listenForCancels(bus, (text) => this.cancels.push(text));
    bus.subscribe(functionSubject(functionName), {
      queue: 'q',
      callback: (_error, message) => this.#answerSingly(message),
    });
    this.#batchSubscription = bus.subscribe(batchSubject(functionName), {
      queue: 'q',
      callback: (_error, message) => {
        const batch = parseTaskBatch(message.string());
        if (batch === undefined) throw new Error('a batch cannot be read');
        this.#to = batch.to;
        this.#last = batch.tasks.at(-1);
        this.batches.push(batch.tasks);
      },
    });
  }

  get wasAsked(): boolean {
    return this.#last !== undefined || this.#singles.length > 0;
  }

  progress(progress: WorkerProgress): void {
    const ids = [this.#last?.id ?? ''];
    if (progress.kind === 'accepted') {
      this.#worker = progress.worker;
      this.#beatIntervalMs = progress.beatIntervalMs;
    }
    this.frame(progress.kind === 'heartbeat' ? { heartbeats: ids } : { held: ids });
  }

  respond(output: string): void {
    if (this.#singles.length > 0) this.respondToSingles(output);
    else this.frame({ done: [formatFrameEntry(this.#last?.id ?? '', output, 10)] });
  }

  forget(): void {
    this.#last = undefined;
    this.#singles.length = 0;
  }

  /** Answers the single requests that are open. */
  respondToSingles(output: string): void {
    for (const single of this.#singles.splice(0)) single.respond(output);
  }

  stopBatches(): void {
    this.#batchSubscription.unsubscribe();
  }

  /** Says something to the caller of the last batch. */
  frame(texts: Partial<FrameTexts>): void {
    const worker = { worker: this.#worker, beatIntervalMs: this.#beatIntervalMs };
    this.say(formatWorkerFrame({ ...worker, ...EMPTY, ...texts }));
  }

  /** The same, for what is no frame. */
  say(text: string | Uint8Array): void {
    this.#bus.publish(this.#to, text, { reply: this.#cancelSubject });
  }

  #answerSingly(message: Msg): void {
    this.singles += 1;
    const accepted = { kind: 'accepted', worker: 'host/1', beatIntervalMs: 2_000, batches: 1 };
    const progress = message.headers?.get(TASK_HEADERS.progress) ?? '';
    this.#bus.publish(progress, JSON.stringify(accepted), { reply: this.#cancelSubject });
    if (this.singles === 1) message.respond('"singly"');
    else this.#singles.push(message);
  }
}
