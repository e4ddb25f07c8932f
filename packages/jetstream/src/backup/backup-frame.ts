import { EdgestepError } from '@edgestep/shared';

/** One piece of a backup: what it is, as JSON, and bytes. */
export interface Frame<H = unknown> {
  readonly header: H;
  readonly data: Uint8Array;
}

const LENGTHS_BYTES = 8;
/** A header is a configuration at most, a message no larger than a server takes. */
const HEADER_BYTES_MAX = 1_048_576;
const DATA_BYTES_MAX = 67_108_864;

/** Two lengths of four bytes, big-endian, then the header's JSON, then the bytes. */
export function encodeFrame({ header, data }: Frame): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.allocUnsafe(LENGTHS_BYTES);
  lengths.writeUInt32BE(text.length, 0);
  lengths.writeUInt32BE(data.length, 4);
  return Buffer.concat([lengths, text, data]);
}

/** A frame that was read, with its bytes as they stood in the file. */
export interface ReadFrame extends Frame {
  readonly raw: Buffer;
}

/** Cuts a stream of bytes into frames. Fault: `log-damaged` when it ends within one, or holds something else. */
export async function* decodeFrames(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ReadFrame, void, undefined> {
  let pending = Buffer.alloc(0);
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    for (let frame = takeFrame(pending); frame !== undefined; frame = takeFrame(pending)) {
      pending = pending.subarray(frame.raw.length);
      yield frame;
    }
  }
  if (pending.length > 0) throw broken('it ends in the middle of a piece');
}

function takeFrame(bytes: Buffer): ReadFrame | undefined {
  if (bytes.length < LENGTHS_BYTES) return undefined;
  const headerBytes = bytes.readUInt32BE(0);
  const dataBytes = bytes.readUInt32BE(4);
  if (headerBytes > HEADER_BYTES_MAX || dataBytes > DATA_BYTES_MAX) throw broken('it is no backup');
  const dataAt = LENGTHS_BYTES + headerBytes;
  const end = dataAt + dataBytes;
  if (bytes.length < end) return undefined;
  try {
    const header: unknown = JSON.parse(bytes.subarray(LENGTHS_BYTES, dataAt).toString());
    return { header, data: bytes.subarray(dataAt, end), raw: bytes.subarray(0, end) };
  } catch {
    throw broken('a piece of it is not what was written');
  }
}

function broken(what: string): EdgestepError {
  return new EdgestepError('log-damaged', `the backup cannot be read: ${what}`);
}
