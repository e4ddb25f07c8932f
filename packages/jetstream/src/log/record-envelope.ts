import { hash } from 'node:crypto';

/**
 * The frame around every message of a partition's log (E5; docs/adr, the record envelope). Numbers are big-endian.
 *
 * | bytes | what |
 * |---|---|
 * | 3 | `ESL` |
 * | 1 | version: 2; 1 where no event leaves anything out (`record-codec.ts`), which is read as well |
 * | 1 | kind: 0 entries, 1 fence |
 * | 6 | epoch of the owner that wrote it |
 * | 32 | hash of the record before it in the chain; zeros for the first |
 * | n | body |
 * | 32 | SHA-256 of all bytes before: the record's own checksum, and its hash in the chain |
 */
export interface Envelope {
  readonly kind: 'entries' | 'fence';
  readonly epoch: number;
  readonly previousHash: Uint8Array;
  readonly body: Uint8Array;
  /** The record's own hash, which its successor names. */
  readonly hash: Uint8Array;
}

export type EnvelopeContents = Omit<Envelope, 'hash'>;

const MAGIC = Buffer.from('ESL');
const VERSION = 2;
const OLDEST_VERSION = 1;
const KINDS = ['entries', 'fence'] as const;
const VERSION_AT = 3;
const KIND_AT = 4;
const EPOCH_AT = 5;
const EPOCH_BYTES = 6;
const PREVIOUS_AT = EPOCH_AT + EPOCH_BYTES;
const BODY_AT = PREVIOUS_AT + 32;
const HASH_BYTES = 32;

/** How many bytes the envelope adds to a body. */
export const ENVELOPE_BYTES = BODY_AT + HASH_BYTES;

/** What the first record of a chain names as its predecessor. */
export const CHAIN_START: Uint8Array = new Uint8Array(HASH_BYTES);

/** Frames a body. The record's hash is the last 32 bytes: see `hashOf`. */
export function sealEnvelope(contents: EnvelopeContents): Uint8Array {
  const { body } = contents;
  const record = Buffer.allocUnsafe(ENVELOPE_BYTES + body.length);
  MAGIC.copy(record);
  record[VERSION_AT] = VERSION;
  record[KIND_AT] = KINDS.indexOf(contents.kind);
  record.writeUIntBE(contents.epoch, EPOCH_AT, EPOCH_BYTES);
  record.set(contents.previousHash, PREVIOUS_AT);
  record.set(body, BODY_AT);
  const end = BODY_AT + body.length;
  record.set(hash('sha256', record.subarray(0, end), 'buffer'), end);
  return record;
}

/** The hash of a sealed record. */
export function hashOf(record: Uint8Array): Uint8Array {
  return record.subarray(record.length - HASH_BYTES);
}

/** The hash of a sealed record, in Base64. */
export function hashText(record: Uint8Array): string {
  return Buffer.from(record.buffer, record.byteOffset, record.length).toString(
    'base64',
    record.length - HASH_BYTES,
  );
}

export type OpenedEnvelope =
  | { readonly kind: 'sound'; readonly envelope: Envelope }
  | { readonly kind: 'damaged'; readonly what: string };

/** Checks and opens a record; says what is wrong with one that is not as it was sealed. */
export function openEnvelope(record: Uint8Array): OpenedEnvelope {
  const bytes = Buffer.from(record.buffer, record.byteOffset, record.length);
  if (bytes.length < ENVELOPE_BYTES) return damaged(`${bytes.length} bytes are too few for a record`);
  if (!bytes.subarray(0, VERSION_AT).equals(MAGIC)) return damaged('it is no record of Edgestep');
  const version = bytes[VERSION_AT] ?? 0;
  const end = bytes.length - HASH_BYTES;
  const ownHash = bytes.subarray(end);
  if (!hash('sha256', bytes.subarray(0, end), 'buffer').equals(ownHash)) {
    return damaged('its checksum does not fit its contents');
  }
  if (version < OLDEST_VERSION || version > VERSION) {
    return damaged(`version ${version} of the envelope is not known to this release`);
  }
  const kind = KINDS[bytes[KIND_AT] ?? -1];
  if (kind === undefined) return damaged(`records of kind ${bytes[KIND_AT]} are not known to this release`);
  const epoch = bytes.readUIntBE(EPOCH_AT, EPOCH_BYTES);
  const previousHash = bytes.subarray(PREVIOUS_AT, BODY_AT);
  const body = bytes.subarray(BODY_AT, end);
  return { kind: 'sound', envelope: { kind, epoch, previousHash, body, hash: ownHash } };
}

function damaged(what: string): OpenedEnvelope {
  return { kind: 'damaged', what };
}
