import type { MsgHdrs } from '@nats-io/nats-core';

/** What a key holds; `value` undefined: it was deleted. */
export interface KvEntry {
  readonly key: string;
  readonly value: Uint8Array | undefined;
  /** The sequence of the write in the bucket's stream. */
  readonly revision: number;
}

/** ADR-8: the header that marks a deletion. */
export const KV_OPERATION = 'KV-Operation';

/** Reads an entry from a message of the bucket's stream. */
export function kvEntry(
  bucket: string,
  message: {
    readonly subject: string;
    readonly sequence: number;
    readonly headers: MsgHdrs | undefined;
    readonly data: Uint8Array;
  },
): KvEntry {
  const isDeleted = message.headers?.has(KV_OPERATION) === true;
  return {
    key: message.subject.slice(`$KV.${bucket}.`.length),
    value: isDeleted ? undefined : message.data,
    revision: message.sequence,
  };
}
