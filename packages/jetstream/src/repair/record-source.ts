import type { Connection } from '../connection/connection.ts';
import { openEnvelope, type Envelope } from '../log/record-envelope.ts';
import { retried } from '../retry/retried.ts';

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

const AHEAD = 64;
/** Which replica answers is a matter of chance. */
const TRIES_PER_REPLICA = 3;

/** A stream that may be damaged, read record by record: what is missing or damaged is undefined, and stops nothing. */
export class RecordSource {
  readonly stream: string;
  readonly last: number;
  readonly #place: SourcePlace;
  readonly #ahead = new Map<number, Promise<SoundRecord | undefined>>();

  constructor(place: SourcePlace) {
    this.stream = place.stream;
    this.last = place.last;
    this.#place = place;
  }

  /** To be asked in ascending order: the next ones are fetched meanwhile. */
  at(sequence: number): Promise<SoundRecord | undefined> {
    for (const [known] of this.#ahead) if (known < sequence) this.#ahead.delete(known);
    const end = Math.min(this.last, sequence + AHEAD);
    for (let next = sequence; next <= end; next += 1) {
      if (!this.#ahead.has(next)) this.#ahead.set(next, this.#fetch(next));
    }
    return this.#ahead.get(sequence) ?? Promise.resolve(undefined);
  }

  /** True when one of the records from `sequence` on says that something happened; fences say nothing. */
  async hasEntries(sequence: number): Promise<boolean> {
    for (let next = sequence; next <= this.last; next += 1) {
      if ((await this.at(next))?.envelope.kind === 'entries') return true;
    }
    return false;
  }

  #fetch(sequence: number): Promise<SoundRecord | undefined> {
    const found = this.#fromAnyReplica(sequence);
    // It may be waited for later, or never.
    found.catch(() => undefined);
    return found;
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
    if (message === null) return undefined;
    const opened = openEnvelope(message.data);
    if (opened.kind === 'damaged') return undefined;
    return { sequence, subject: message.subject, data: message.data, envelope: opened.envelope };
  }
}
