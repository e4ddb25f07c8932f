import type { Connection } from '@edgestep/jetstream';

/** What travels for each append of the floor, in bytes: about what a step of a chain takes in a partition's log. */
const RECORD_BYTES = 512;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The floor of everything durable: group commit over a bare JetStream publish, with an own inbox for the
 * acknowledgements. All appends that come while a message is under way go into the next one, so a single caller has
 * one publish an append. Nothing is decided, serialised, hashed or fenced.
 */
export class BareGroupCommit implements Disposable {
  readonly #connection: Connection;
  readonly #stream: string;
  readonly #subject: string;
  readonly #inbox: string;
  readonly #subscription: Disposable;
  #collecting: Waiting[] = [];
  #underWay: Waiting[] = [];
  #flushScheduled = false;

  private constructor(connection: Connection, stream: string) {
    this.#connection = connection;
    this.#stream = stream;
    this.#subject = `bench.${stream}`;
    this.#inbox = `_INBOX.bench.${stream}`;
    const subscription = connection.nats.subscribe(this.#inbox, {
      callback: (_error, message) => this.#acknowledged(message.string()),
    });
    this.#subscription = { [Symbol.dispose]: () => subscription.unsubscribe() };
  }

  /** Makes a file-backed stream of one replica, and appends to it. */
  static async open(connection: Connection, stream: string): Promise<BareGroupCommit> {
    const { streams } = await connection.jetStream();
    await streams.add({ name: stream, subjects: [`bench.${stream}`] });
    return new BareGroupCommit(connection, stream);
  }

  /** Resolves when the record is acknowledged. */
  append(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#collecting.push({ resolve, reject });
      if (this.#underWay.length > 0 || this.#flushScheduled) return;
      this.#flushScheduled = true;
      queueMicrotask(() => this.#flush());
    });
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #flush(): void {
    this.#flushScheduled = false;
    if (this.#collecting.length === 0) return;
    this.#underWay = this.#collecting;
    this.#collecting = [];
    const message = Buffer.alloc(this.#underWay.length * RECORD_BYTES, 'x');
    this.#connection.nats.publish(this.#subject, message, { reply: this.#inbox });
  }

  #acknowledged(text: string): void {
    const answer = JSON.parse(text) as { stream?: string; error?: { description?: string } };
    const records = this.#underWay;
    this.#underWay = [];
    if (answer.error === undefined && answer.stream === this.#stream)
      for (const { resolve } of records) resolve();
    else for (const { reject } of records) reject(new Error(answer.error?.description ?? text));
    this.#flush();
  }
}
