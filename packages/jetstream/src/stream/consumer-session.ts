import { AckPolicy, DeliverPolicy, ReplayPolicy } from '@nats-io/jetstream';
import { createInbox, nanos, type Msg, type Subscription } from '@nats-io/nats-core';
import type { MsgImpl } from '@nats-io/nats-core/internal';

import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import { MessageQueue } from './message-queue.ts';
import { parseDelivery, type StoredMessage } from './stored-message.ts';

/** Which stream, and from where on. */
export interface SessionPlace {
  readonly stream: string;
  /** The JetStream domain; the server's own when absent. */
  readonly domain: string | undefined;
  readonly fromSequence: number;
  /** See `FollowOptions`. */
  readonly restMs: number | undefined;
}

type Arrival =
  | { readonly kind: 'message'; readonly message: StoredMessage }
  /** The server has given what it was asked for: it is asked again when all before is worked off. */
  | { readonly kind: 'pull-ended'; readonly why: PullEnd };

/** `all`: the stream has no more, which is told to those who rest. */
type PullEnd = 'given' | 'too-large' | 'all';

/**
 * So much, in bytes, is on its way or waits here to be worked off, at most. A server ends a connection that more than
 * its `max_pending` (64 MiB) waits for, and one node follows many streams on one connection.
 */
const PULL_BYTES = 256 * 1024;
/** As many messages as come to those bytes. */
const PULL_MESSAGES = 1_000_000;
const PULL_EXPIRES_MS = 30_000;
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
  readonly #inbox: string;
  readonly #arrivals = new MessageQueue<Arrival>();
  readonly #subscription: Subscription;
  readonly #stopListening: () => void;
  readonly #watchdog: NodeJS.Timeout;
  #consumer: string | undefined;
  #lastConsumerSequence = 0;
  #pulled: 'nothing' | 'bytes' | 'one-message' = 'nothing';
  /** Of what was pulled, as the server counts: subject, reply, headers and contents of each message. */
  #bytesLeft = 0;
  #heardAt = performance.now();
  #isClosed = false;

  private constructor(connection: Connection, place: SessionPlace, inbox: string) {
    this.#connection = connection;
    this.#place = place;
    this.#inbox = inbox;
    this.#subscription = connection.nats.subscribe(inbox, {
      callback: (_error, message) => this.#arrive(message),
    });
    this.#stopListening = connection.onCut(() => this.#arrivals.end());
    this.#watchdog = setInterval(() => this.#checkSilence(), HEARTBEAT_MS);
  }

  /** Rejects with what JetStream answers, for instance that there is no such stream. */
  static async open(connection: Connection, place: SessionPlace): Promise<ConsumerSession> {
    const session = new ConsumerSession(connection, place, createInbox());
    try {
      const { consumers } = await connection.jetStream(place.domain);
      const info = await consumers.add(place.stream, {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: place.fromSequence,
        replay_policy: ReplayPolicy.Instant,
        ack_policy: AckPolicy.None,
        max_deliver: 1,
        mem_storage: true,
        num_replicas: 1,
        inactive_threshold: nanos(INACTIVE_MS),
      });
      session.#consumer = info.name;
      session.#pull('bytes');
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
      if (arrival.why === 'all') await pause(this.#place.restMs ?? 0);
      if (!this.#isClosed) this.#pull(arrival.why === 'too-large' ? 'one-message' : 'bytes');
    }
  }

  /** Ends it, and asks the server to forget the consumer. */
  close(): void {
    this.#isClosed = true;
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

  /**
   * ADR-13: a request for the next messages, answered in the inbox, with heartbeats while there are none. With `no_wait`
   * it still waits for the first message, and ends when the stream has no more (nats-server, consumer.go).
   */
  #pull(what: 'bytes' | 'one-message'): void {
    if (this.#consumer === undefined || !this.#connection.isConnected) return this.#arrivals.end();
    const { stream, domain, restMs } = this.#place;
    const api = domain === undefined ? '$JS.API' : `$JS.${domain}.API`;
    const amount = what === 'bytes' ? { batch: PULL_MESSAGES, max_bytes: PULL_BYTES } : { batch: 1 };
    const request = {
      ...amount,
      ...(restMs === undefined ? {} : { no_wait: true }),
      expires: nanos(PULL_EXPIRES_MS),
      idle_heartbeat: nanos(HEARTBEAT_MS),
    };
    this.#pulled = what;
    this.#bytesLeft = PULL_BYTES;
    this.#heardAt = performance.now();
    this.#connection.nats.publish(
      `${api}.CONSUMER.MSG.NEXT.${stream}.${this.#consumer}`,
      JSON.stringify(request),
      { reply: this.#inbox },
    );
  }

  #arrive(message: Msg): void {
    this.#heardAt = performance.now();
    const delivery = parseDelivery(message);
    if (delivery === undefined) return this.#arriveStatus(message);
    if (delivery.consumerSequence !== this.#lastConsumerSequence + 1) return this.#arrivals.end();
    this.#lastConsumerSequence = delivery.consumerSequence;
    this.#arrivals.push({ kind: 'message', message: delivery.message });
    // As the client's own consumers count.
    this.#bytesLeft -= (message as MsgImpl).size();
    // A pull that is filled to the last byte, or message, ends without a status.
    if (this.#pulled === 'one-message' || this.#bytesLeft === 0) this.#endPull('given');
  }

  /** ADR-9: heartbeats tell the last consumer sequence. ADR-13: 408 and 409 tell how much of a pull was not given. */
  #arriveStatus({ headers }: Msg): void {
    if (headers?.code === 100) {
      const last = headers.get('Nats-Last-Consumer');
      if (last !== '' && Number(last) !== this.#lastConsumerSequence) this.#arrivals.end();
      return;
    }
    if (headers?.code === 404 && this.#place.restMs !== undefined) return this.#endPull('all');
    const isTooLarge = headers?.code === 409 && headers.description.startsWith('Message Size Exceeds');
    if (!isTooLarge && headers?.code !== 408) return this.#arrivals.end();
    const isAlone = isTooLarge && Number(headers.get('Nats-Pending-Bytes')) === PULL_BYTES;
    this.#endPull(isAlone ? 'too-large' : 'given');
  }

  #endPull(why: PullEnd): void {
    this.#pulled = 'nothing';
    this.#arrivals.push({ kind: 'pull-ended', why });
  }

  #checkSilence(): void {
    if (this.#pulled === 'nothing') return;
    if (performance.now() - this.#heardAt > SILENCE_MAX_MS) this.#arrivals.end();
  }
}
