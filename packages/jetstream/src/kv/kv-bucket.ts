import { PubHeaders } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { parsePublishAnswer } from '../stream/publish-answer.ts';
import { retried } from '../retry/retried.ts';
import { bucketStream } from './ensure-bucket.ts';
import { KV_OPERATION, kvEntry, type KvEntry } from './kv-entry.ts';

export type KvWrite =
  | { readonly kind: 'written'; readonly revision: number }
  /** The key was written by somebody else: nothing was changed. */
  | { readonly kind: 'conflict' };

/** Writes and reads single keys of a bucket in the connection's own domain. Watch it with `followBucket`. */
export class KvBucket {
  readonly #connection: Connection;
  readonly #bucket: string;

  constructor(connection: Connection, bucket: string) {
    this.#connection = connection;
    this.#bucket = bucket;
  }

  /** The key's entry, from the stream's leader; undefined when it was never written or has expired. */
  async get(key: string, signal: AbortSignal): Promise<KvEntry | undefined> {
    return retried(this.#connection, signal, () => this.#read(key));
  }

  /**
   * Writes the key if its revision is `expected`: 0 for one that is not there or was deleted; undefined for whatever
   * there is. What became of a write whose answer was lost is found out by reading the key.
   */
  async put(
    key: string,
    value: Uint8Array,
    expected: number | undefined,
    signal: AbortSignal,
  ): Promise<KvWrite> {
    return this.#write(key, value, undefined, expected, signal);
  }

  /** Deletes the key, under the same condition. */
  async delete(key: string, expected: number | undefined, signal: AbortSignal): Promise<KvWrite> {
    return this.#write(key, undefined, 'DEL', expected, signal);
  }

  /** One try to write whatever there is, within `timeoutMs`; rejects when it was not acknowledged. */
  async putOnce(key: string, value: Uint8Array, timeoutMs: number): Promise<number> {
    const answer = await this.#publish(key, value, headers(), timeoutMs);
    if (answer.kind !== 'stored') throw new EdgestepError('connection-lost', `${key}: ${answer.message}`);
    return answer.sequence;
  }

  async #write(
    key: string,
    value: Uint8Array | undefined,
    operation: string | undefined,
    expected: number | undefined,
    signal: AbortSignal,
  ): Promise<KvWrite> {
    let tries = 0;
    return retried(this.#connection, signal, async () => {
      tries += 1;
      const header = headers();
      if (operation !== undefined) header.set(KV_OPERATION, operation);
      const revision = expected === 0 ? await this.#markerRevision(key) : expected;
      if (revision !== undefined) header.set(PubHeaders.ExpectedLastSubjectSequenceHdr, String(revision));
      const answer = await this.#publish(key, value ?? new Uint8Array(), header, WRITE_TIMEOUT_MS);
      switch (answer.kind) {
        case 'stored':
          return { kind: 'written', revision: answer.sequence };
        case 'wrong-sequence':
          return tries === 1 ? { kind: 'conflict' } : this.#resolveConflict(key, value);
        case 'refused':
          throw new EdgestepError('connection-lost', `${this.#bucket} refused ${key}: ${answer.message}`);
      }
    });
  }

  /** A write that is repeated is refused when it was stored the first time and only the answer was lost. */
  async #resolveConflict(key: string, value: Uint8Array | undefined): Promise<KvWrite> {
    const found = await this.#read(key);
    const isOwn =
      found !== undefined &&
      (value === undefined
        ? found.value === undefined
        : found.value !== undefined && Buffer.compare(found.value, value) === 0);
    return isOwn ? { kind: 'written', revision: found.revision } : { kind: 'conflict' };
  }

  /** The revision of a deletion's marker: for whoever expects that the key is not there, it is not. */
  async #markerRevision(key: string): Promise<number> {
    const found = await this.#read(key);
    return found !== undefined && found.value === undefined ? found.revision : 0;
  }

  async #read(key: string): Promise<KvEntry | undefined> {
    const { streams } = await this.#connection.jetStream();
    const message = await streams.getMessage(bucketStream(this.#bucket), {
      last_by_subj: this.#subject(key),
    });
    if (message === null) return undefined;
    const { subject, seq: sequence, header, data } = message;
    return kvEntry(this.#bucket, { subject, sequence, headers: header, data });
  }

  async #publish(key: string, value: Uint8Array, header: MsgHdrs, timeout: number) {
    const { nats } = this.#connection;
    return parsePublishAnswer(await nats.request(this.#subject(key), value, { timeout, headers: header }));
  }

  #subject(key: string): string {
    return `$KV.${this.#bucket}.${key}`;
  }
}

const WRITE_TIMEOUT_MS = 3_000;
