import { isUtf8 } from 'node:buffer';
import type { Json } from '@edgestep/shared';

/** A body that could not be read as JSON. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
}

/** Reads a body as JSON; `undefined` when it is empty. Throws `MalformedJson`, which says where the text breaks off. */
export function parseJsonBody(body: Uint8Array | undefined): Json | undefined {
  if (body === undefined || body.byteLength === 0) return undefined;
  if (!isUtf8(body)) throw new MalformedJson('The body is not valid UTF-8.');
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')) as Json;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MalformedJson(`The body is not valid JSON: ${reason}`, { cause });
  }
}
