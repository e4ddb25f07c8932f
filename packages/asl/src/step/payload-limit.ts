import type { Json } from '@edgestep/shared';

import { exceedsJsonSize } from '../limits/json-size.ts';
import { StateError } from './state-failure.ts';

/** The largest input or output, in bytes of UTF-8 (service quotas). */
const PAYLOAD_BYTES_MAX = 262_144;

/** A character of JSON text takes six bytes at most, so a text with fewer than this many needs no exact count. */
const SURELY_SMALL_CHARACTERS = Math.floor(PAYLOAD_BYTES_MAX / 6);

/** Whether a payload is larger than the service carries. Small ones cost a walk, large ones a serialisation. */
export function exceedsPayloadLimit(value: Json): boolean {
  if (!exceedsJsonSize(value, SURELY_SMALL_CHARACTERS)) return false;
  if (exceedsJsonSize(value, PAYLOAD_BYTES_MAX)) return true;
  return new TextEncoder().encode(JSON.stringify(value)).length > PAYLOAD_BYTES_MAX;
}

/** Throws States.DataLimitExceeded for a payload that is too large. `producer`: the state, or the resource of its task. */
export function requirePayloadSize(value: Json, producer: string): void {
  if (!exceedsPayloadLimit(value)) return;
  throw new StateError(
    'States.DataLimitExceeded',
    `The state/task '${producer}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    { bare: true },
  );
}
