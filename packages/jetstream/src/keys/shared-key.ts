import { randomBytes } from 'node:crypto';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { KEYS_BUCKET, openKeysBucket } from './keys-bucket.ts';

const KEY_BYTES = 32;
const TIMEOUT_MS = 15_000;

/**
 * A key of 32 random bytes that all nodes of a zone share: made by whoever asks first, the same for ever. Fault:
 * `log-damaged` for a value that is no key.
 */
export async function sharedKey(
  connection: Connection,
  options: { readonly name: string; readonly replicas?: number },
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const bucket = await openKeysBucket(connection, options.replicas ?? 1, signal);
  const there = await bucket.get(options.name, signal);
  if (there?.value !== undefined) return requireKey(options.name, there.value);
  await bucket.put(options.name, randomBytes(KEY_BYTES), 0, signal);
  // Whoever was faster has decided what the key is.
  const written = await bucket.get(options.name, signal);
  return requireKey(options.name, written?.value ?? new Uint8Array());
}

function requireKey(name: string, value: Uint8Array): Uint8Array {
  if (value.length === KEY_BYTES) return value;
  throw new EdgestepError(
    'log-damaged',
    `The key '${name}' in the bucket ${KEYS_BUCKET} has ${value.length} bytes instead of ${KEY_BYTES}`,
  );
}
