import type { StreamInfo } from '@nats-io/jetstream';

import type { Connection } from '../connection/connection.ts';
import { backoffMs, pause } from '../retry/backoff.ts';
import { untilCut } from '../retry/retried.ts';
import { isTransient } from '../retry/transient.ts';
import { ConsumerSession, type SessionPlace } from './consumer-session.ts';
import { isStreamMissing } from './stream-missing.ts';
import type { StoredMessage } from './stored-message.ts';

export interface FollowOptions {
  readonly stream: string;
  /** The JetStream domain; the server's own when absent. */
  readonly domain?: string;
  readonly fromSequence: number;
  readonly signal: AbortSignal;
  /**
   * For who need not know of everything at once: when all is delivered, nothing more is asked for so long, and what has
   * come meanwhile comes together, which costs server and client a fraction. The first message comes at once.
   */
  readonly restMs?: number | undefined;
  /** For who rebuilds a state from the stream; see `StreamWatch`. */
  readonly watch?: StreamWatch;
}

/**
 * What else there is to know for who holds a state that is built from a stream. Without it, nothing below what was
 * delivered is delivered again when a stream is made anew, and whoever follows notices the break by the contents.
 */
export interface StreamWatch {
  /**
   * The stream is another one under the same name, or shorter than what was delivered: it was made anew. Delivery
   * starts again from sequence 1.
   */
  onRecreated(): void;
  /** All that the stream held has been delivered and worked off. */
  onCurrent(): void;
}

const BACKOFF_MAX_MS = 1_000;

/**
 * The messages of a stream from `fromSequence` on, in order, each once, without end, until the signal is aborted.
 * Survives cut links, restarts of the server and consumers that fall silent (demand 6): the consumer is made anew from
 * the last message that was delivered. A stream that does not exist is waited for. Rejects for what does not pass.
 */
export async function* followStream(
  connection: Connection,
  options: FollowOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  const position = new Position(options);
  for (let failures = 0; !options.signal.aborted;) {
    const session = await openSession(connection, options, position);
    if (session === undefined) {
      await pause(backoffMs((failures += 1), BACKOFF_MAX_MS), options.signal);
      continue;
    }
    const stop = () => session.close();
    options.signal.addEventListener('abort', stop);
    try {
      for (let message = await session.next(); message !== undefined; message = await session.next()) {
        if (options.signal.aborted) return;
        failures = 0;
        if (position.passes(message)) yield message;
        if (message.pending === 0) options.watch?.onCurrent();
      }
    } finally {
      options.signal.removeEventListener('abort', stop);
      session.close();
    }
  }
}

/** How far delivery has got, and in which stream. */
class Position {
  next: number;
  #created: string | undefined;

  constructor(options: FollowOptions) {
    this.next = options.fromSequence;
  }

  passes(message: StoredMessage): boolean {
    if (message.sequence < this.next) return false;
    this.next = message.sequence + 1;
    return true;
  }

  meet(info: StreamInfo, watch: StreamWatch): void {
    const isOther = this.#created !== undefined && this.#created !== info.created;
    if (isOther || info.state.last_seq < this.next - 1) {
      this.next = 1;
      watch.onRecreated();
    }
    this.#created = info.created;
    if (info.state.last_seq < this.next || info.state.messages === 0) watch.onCurrent();
  }
}

/** Undefined when it should be tried again. */
async function openSession(
  connection: Connection,
  options: FollowOptions,
  position: Position,
): Promise<ConsumerSession | undefined> {
  const { signal, stream, domain, restMs, watch } = options;
  try {
    await connection.untilConnected(signal);
    if (watch !== undefined) {
      const { streams } = await connection.jetStream(domain);
      position.meet(await untilCut(connection, signal, streams.info(stream)), watch);
    }
    return await openUntilCut(connection, signal, { stream, domain, restMs, fromSequence: position.next });
  } catch (error) {
    if (signal.aborted || isTransient(error) || isStreamMissing(error)) return undefined;
    throw error;
  }
}

async function openUntilCut(
  connection: Connection,
  signal: AbortSignal,
  place: SessionPlace,
): Promise<ConsumerSession> {
  const opening = ConsumerSession.open(connection, place);
  try {
    return await untilCut(connection, signal, opening);
  } catch (error) {
    // It may still open, late: nobody would close it then.
    void opening.then(
      (late) => late.close(),
      () => undefined,
    );
    throw error;
  }
}
