import { AckPolicy, DeliverPolicy, ReplayPolicy } from '@nats-io/jetstream';
import { createInbox, nanos, type Msg, type Subscription } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { MessageQueue } from './message-queue.ts';
import { parseDelivery, type StoredMessage } from './stored-message.ts';

/** Which stream, and from where on. */
export interface SessionPlace {
  readonly stream: string;
  /** The JetStream domain; the server's own when absent. */
  readonly domain: string | undefined;
  readonly fromSequence: number;
}

type Arrival =
  | { readonly kind: 'message'; readonly message: StoredMessage }
  /** The server waits for this answer before it sends more: it is given when all before it is worked off. */
  | { readonly kind: 'flow-control'; readonly reply: string };

const HEARTBEAT_MS = 1_000;
const SILENCE_MAX_MS = 3_500;
/** A consumer that nobody listens to any more is dropped by the server. */
const INACTIVE_MS = 10_000;

/**
 * One life of an ephemeral consumer that delivers a stream in order. It ends by itself when a message was lost on
 * the way, when the server falls silent and when the connection is cut: then open another, from where this one got.
 */
export class ConsumerSession {
  readonly #connection: Connection;
  readonly #place: SessionPlace;
  readonly #arrivals = new MessageQueue<Arrival>();
  readonly #subscription: Subscription;
  readonly #stopListening: () => void;
  readonly #watchdog: NodeJS.Timeout;
  #consumer: string | undefined;
  #lastConsumerSequence = 0;
  #heardAt = performance.now();

  private constructor(connection: Connection, place: SessionPlace, inbox: string) {
    this.#connection = connection;
    this.#place = place;
    this.#subscription = connection.nats.subscribe(inbox, {
      callback: (_error, message) => this.#arrive(message),
    });
    this.#stopListening = connection.onCut(() => this.#arrivals.end());
    this.#watchdog = setInterval(() => this.#checkSilence(), HEARTBEAT_MS);
  }

  /** Rejects with what JetStream answers, for instance that there is no such stream. */
  static async open(connection: Connection, place: SessionPlace): Promise<ConsumerSession> {
    const inbox = createInbox();
    const session = new ConsumerSession(connection, place, inbox);
    try {
      const { consumers } = await connection.jetStream(place.domain);
      const info = await consumers.add(place.stream, {
        deliver_subject: inbox,
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: place.fromSequence,
        replay_policy: ReplayPolicy.Instant,
        ack_policy: AckPolicy.None,
        max_deliver: 1,
        mem_storage: true,
        num_replicas: 1,
        flow_control: true,
        idle_heartbeat: nanos(HEARTBEAT_MS),
        inactive_threshold: nanos(INACTIVE_MS),
      });
      session.#consumer = info.name;
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** The next message; undefined when the session has ended. */
  async next(): Promise<StoredMessage | undefined> {
    for (;;) {
      const arrival = await this.#arrivals.next();
      if (arrival === undefined) return undefined;
      if (arrival.kind === 'message') return arrival.message;
      this.#connection.nats.publish(arrival.reply);
    }
  }

  /** Ends it, and asks the server to forget the consumer. */
  close(): void {
    this.#arrivals.end();
    this.#stopListening();
    clearInterval(this.#watchdog);
    if (this.#connection.isClosed) return;
    this.#subscription.unsubscribe();
    if (this.#consumer !== undefined && this.#connection.isConnected) void this.#forget(this.#consumer);
  }

  async #forget(consumer: string): Promise<void> {
    try {
      const { consumers } = await this.#connection.jetStream(this.#place.domain);
      await consumers.delete(this.#place.stream, consumer);
    } catch {
      // The server drops it by itself, after INACTIVE_MS.
    }
  }

  #arrive(message: Msg): void {
    this.#heardAt = performance.now();
    const delivery = parseDelivery(message);
    if (delivery === undefined) return this.#arriveStatus(message);
    if (delivery.consumerSequence !== this.#lastConsumerSequence + 1) return this.#arrivals.end();
    this.#lastConsumerSequence = delivery.consumerSequence;
    this.#arrivals.push({ kind: 'message', message: delivery.message });
  }

  /** ADR-9 and ADR-15: heartbeats tell the last consumer sequence; flow control wants an answer. */
  #arriveStatus(message: Msg): void {
    const { headers } = message;
    if (headers?.code !== 100) return this.#arrivals.end();
    const last = headers.get('Nats-Last-Consumer');
    if (last !== '' && Number(last) !== this.#lastConsumerSequence) return this.#arrivals.end();
    const reply = message.reply || headers.get('Nats-Consumer-Stalled');
    if (reply !== '') this.#arrivals.push({ kind: 'flow-control', reply });
  }

  #checkSilence(): void {
    if (performance.now() - this.#heardAt > SILENCE_MAX_MS) this.#arrivals.end();
  }
}
