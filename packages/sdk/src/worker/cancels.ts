import { parseWorkerCancel, type WorkerCancel } from '@edgestep/shared';
import { createInbox, type NatsConnection, type Subscription } from '@nats-io/transport-node';

/** What arrives on a reply subject of the worker. */
type CancelSignal =
  | WorkerCancel
  /** The server says that nobody listens where the message went. */
  | { readonly kind: 'nobody-listens' };

type Listener = (signal: CancelSignal) => void;

/** The reply subjects of a worker, one for each single task and for each caller of batches, behind one subscription. */
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
          nobody ? { kind: 'nobody-listens' } : parseWorkerCancel(message.string()),
        );
      },
    });
  }

  /** A subject for one listener; `stop` when nothing more is expected there. */
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
