import type { Connection } from '../connection/connection.ts';
import { isDamage } from '../log/log-damage.ts';
import { openEnvelope, type Envelope } from '../log/record-envelope.ts';
import { retried } from '../retry/retried.ts';
import { readMessages } from '../stream/read-messages.ts';
import type { StoredMessage } from '../stream/stored-message.ts';

/** A record that is as it was written, and where it lies. */
export interface SoundRecord {
  readonly sequence: number;
  readonly subject: string;
  readonly data: Uint8Array;
  readonly envelope: Envelope;
}

export interface SourcePlace {
  readonly connection: Connection;
  readonly stream: string;
  /** The connection's own domain when absent. */
  readonly domain?: string;
  /** The newest record that it may have. */
  readonly last: number;
  /** How many servers hold it: one may have what another one lost. */
  readonly replicas: number;
  readonly signal: AbortSignal;
}

/** Which replica answers is a matter of chance. */
const TRIES_PER_REPLICA = 3;

/**
 * A stream that may be damaged, read record by record: what is missing or damaged is undefined, and stops nothing. The
 * server delivers what it can; what it leaves out is asked for by itself.
 */
export class RecordSource implements AsyncDisposable {
  readonly stream: string;
  readonly last: number;
  readonly #place: SourcePlace;
  #feed: AsyncGenerator<StoredMessage, void, undefined> | undefined;
  #delivered: StoredMessage | undefined;
  /** The feed has nothing before it any more. */
  #position = Number.POSITIVE_INFINITY;

  constructor(place: SourcePlace) {
    this.stream = place.stream;
    this.last = place.last;
    this.#place = place;
  }

  /** Fast when it is asked in ascending order. */
  async at(sequence: number): Promise<SoundRecord | undefined> {
    if (sequence > this.last) return undefined;
    const delivered = await this.#deliver(sequence);
    const sound = delivered === undefined ? undefined : soundRecord(sequence, delivered);
    return sound ?? this.#fromAnyReplica(sequence);
  }

  /** True when one of the records from `sequence` on says that something happened; fences say nothing. */
  async hasEntries(sequence: number): Promise<boolean> {
    for (let next = sequence; next <= this.last; next += 1) {
      if ((await this.at(next))?.envelope.kind === 'entries') return true;
    }
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#feed?.return();
    this.#feed = undefined;
  }

  async #deliver(sequence: number): Promise<StoredMessage | undefined> {
    if (sequence < this.#position) await this.#begin(sequence);
    while (this.#feed !== undefined && (this.#delivered?.sequence ?? 0) < sequence) {
      this.#delivered = await nextOf(this.#feed);
      if (this.#delivered === undefined) this.#feed = undefined;
    }
    this.#position = sequence + 1;
    return this.#delivered?.sequence === sequence ? this.#delivered : undefined;
  }

  async #begin(from: number): Promise<void> {
    await this.#feed?.return();
    const { connection, stream, domain, last } = this.#place;
    this.#delivered = undefined;
    this.#feed = readMessages(connection, {
      stream,
      from,
      last,
      ...(domain === undefined ? {} : { domain }),
    });
  }

  async #fromAnyReplica(sequence: number): Promise<SoundRecord | undefined> {
    const fromLeader = await this.#get(sequence, 'leader');
    if (fromLeader !== undefined || this.#place.replicas === 1) return fromLeader;
    for (let tries = this.#place.replicas * TRIES_PER_REPLICA; tries > 0; tries -= 1) {
      const found = await this.#get(sequence, 'any');
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #get(sequence: number, from: 'leader' | 'any'): Promise<SoundRecord | undefined> {
    const { connection, stream, domain, signal } = this.#place;
    const query = { seq: sequence };
    const message = await retried(connection, signal, async () => {
      const { streams, direct } = await connection.jetStream(domain);
      return from === 'leader' ? streams.getMessage(stream, query) : direct.getMessage(stream, query);
    });
    return message === null ? undefined : soundRecord(sequence, message);
  }
}

/** Undefined when the server has no more, or does not give what it has. */
async function nextOf(
  feed: AsyncGenerator<StoredMessage, void, undefined>,
): Promise<StoredMessage | undefined> {
  try {
    const next = await feed.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

function soundRecord(
  sequence: number,
  { subject, data }: { readonly subject: string; readonly data: Uint8Array },
): SoundRecord | undefined {
  const opened = openEnvelope(data);
  return opened.kind === 'damaged' ? undefined : { sequence, subject, data, envelope: opened.envelope };
}
