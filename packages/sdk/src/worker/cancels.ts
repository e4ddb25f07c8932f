import { createInbox, type NatsConnection, type Subscription } from '@nats-io/transport-node';

/** What arrives on the reply subject of a task's progress. */
export type CancelSignal =
  | { readonly kind: 'cancel'; readonly reason: string }
  /** The server says that nobody listens where the progress went. */
  | { readonly kind: 'nobody-listens' };

type Listener = (signal: CancelSignal) => void;

/** The reply subjects of a worker's tasks, one each, behind one subscription. */
export class Cancels {
  readonly #inbox = createInbox();
  readonly #listeners = new Map<string, Listener>();
  readonly #subscription: Subscription;
  #next = 0;

  constructor(connection: NatsConnection) {
    this.#subscription = connection.subscribe(`${this.#inbox}.*`, {
      callback: (error, message) => {
        if (error !== null) return;
        const nobody = message.headers?.code === NO_RESPONDERS && message.data.length === 0;
        this.#listeners.get(message.subject)?.(
          nobody ? { kind: 'nobody-listens' } : { kind: 'cancel', reason: reasonIn(message.string()) },
        );
      },
    });
  }

  /** A subject of its own for one task; `stop` when the task is over. */
  listen(listener: Listener): { readonly subject: string; stop(): void } {
    this.#next += 1;
    const subject = `${this.#inbox}.${this.#next}`;
    this.#listeners.set(subject, listener);
    return { subject, stop: () => void this.#listeners.delete(subject) };
  }

  close(): void {
    this.#subscription.unsubscribe();
  }
}

const NO_RESPONDERS = 503;

/** Whatever arrives is a cancel; the reason is for the log. */
function reasonIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const reason =
      typeof value === 'object' && value !== null && 'reason' in value ? value.reason : undefined;
    return typeof reason === 'string' ? reason : 'no reason given';
  } catch {
    return 'no reason given';
  }
}
