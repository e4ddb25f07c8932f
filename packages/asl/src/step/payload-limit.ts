import { ExactNumber, type Json, type JsonObject } from '@edgestep/shared';

import { valueDepthMax } from '../limits/query-limits.ts';
import { StateError } from './state-failure.ts';

/** The largest input or output, in bytes of UTF-8 (service quotas). */
export const PAYLOAD_BYTES_MAX = 262_144;

/** What is wrong with a payload that the service does not carry. */
export type PayloadExcess = 'size' | 'depth';

/**
 * Measures a payload's JSON text, in bytes of UTF-8, without writing it, and no further than the limit. A value that
 * nests too deep is found, too: whoever wrote it as text would run out of stack.
 */
export function payloadExcess(value: Json): PayloadExcess | undefined {
  if (roomLeft(value, 0, PAYLOAD_BYTES_MAX) >= 0) return undefined;
  const meter = { bytesLeft: PAYLOAD_BYTES_MAX };
  return measure(value, 0, meter) ?? (meter.bytesLeft < 0 ? 'size' : undefined);
}

/** How long a value's JSON text is, in bytes of UTF-8. A value that nests too deep counts as endless. */
export function payloadBytes(value: Json): number {
  const meter = { bytesLeft: Number.MAX_SAFE_INTEGER };
  return measure(value, 0, meter) === 'depth' ? Infinity : Number.MAX_SAFE_INTEGER - meter.bytesLeft;
}

/** Throws States.DataLimitExceeded for a payload that is too large. `producer`: the state, or what its task called. */
export function requirePayloadSize(value: Json, producer: string): void {
  const excess = payloadExcess(value);
  if (excess === undefined) return;
  throw new StateError('States.DataLimitExceeded', excessCause(excess, producer), { bare: true });
}

/** The cause in the service's words, where it has any. */
export function excessCause(excess: PayloadExcess, producer: string): string {
  const what =
    excess === 'size'
      ? 'a size exceeding the maximum number of bytes service limit.'
      : `more than ${valueDepthMax} levels of arrays and objects within each other.`;
  return `The state/task '${producer}' returned a result with ${what}`;
}

interface Meter {
  bytesLeft: number;
}

/** No character takes more when it is escaped, and no number when it is written. */
const BYTES_PER_CHARACTER = 6;
const BYTES_PER_NUMBER = 25;

/**
 * What is surely left of `room` bytes; negative when that is not sure. Most payloads are small by any reckoning: looking
 * at each character is for the others. An exact number is an object here, whose members are more than its text.
 */
function roomLeft(value: Json, depth: number, room: number): number {
  if (typeof value === 'string') return room - value.length * BYTES_PER_CHARACTER - 2;
  if (typeof value !== 'object' || value === null) return room - BYTES_PER_NUMBER;
  if (depth === valueDepthMax) return -1;
  if (Array.isArray(value)) {
    let left = room - 2 - value.length;
    for (const item of value as readonly Json[]) {
      if (left < 0) return left;
      left = roomLeft(item, depth + 1, left);
    }
    return left;
  }
  const members = value as JsonObject;
  let left = room - 2;
  // Of a payload all members are its own; read in this way they need not be looked up.
  for (const key in members) {
    if (left < 0) return left;
    left = roomLeft(members[key] as Json, depth + 1, left - key.length * BYTES_PER_CHARACTER - 4);
  }
  return left;
}

/** Answers an excess as soon as it is certain. */
function measure(value: Json, depth: number, meter: Meter): PayloadExcess | undefined {
  if (typeof value === 'string') meter.bytesLeft -= textBytes(value);
  else if (typeof value === 'number') meter.bytesLeft -= numberBytes(value);
  else if (typeof value === 'boolean') meter.bytesLeft -= value ? 4 : 5;
  else if (value === null) meter.bytesLeft -= 4;
  else if (value instanceof ExactNumber) meter.bytesLeft -= value.text.length;
  else if (depth === valueDepthMax) return 'depth';
  else if (Array.isArray(value)) return measureItems(value as readonly Json[], depth + 1, meter);
  else return measureMembers(value as JsonObject, depth + 1, meter);
  return meter.bytesLeft < 0 ? 'size' : undefined;
}

function measureItems(items: readonly Json[], depth: number, meter: Meter): PayloadExcess | undefined {
  meter.bytesLeft -= 2 + Math.max(0, items.length - 1);
  for (const item of items) {
    const excess = measure(item, depth, meter);
    if (excess !== undefined) return excess;
  }
  return undefined;
}

function measureMembers(object: JsonObject, depth: number, meter: Meter): PayloadExcess | undefined {
  const keys = Object.keys(object);
  meter.bytesLeft -= 2 + Math.max(0, keys.length - 1);
  for (const key of keys) {
    meter.bytesLeft -= textBytes(key) + 1;
    const excess = measure(object[key] as Json, depth, meter);
    if (excess !== undefined) return excess;
  }
  return undefined;
}

function numberBytes(value: number): number {
  return Number.isInteger(value) && value >= 0 && value < 10 ? 1 : String(value).length;
}

/** Characters that stand for themselves, and take a byte each. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The text in quotes, as JSON.stringify escapes it. */
function textBytes(text: string): number {
  if (PLAIN.test(text)) return text.length + 2;
  let bytes = text.length + 2;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x20 && unit < 0x80) {
      if (unit === 0x22 || unit === 0x5c) bytes += 1;
    } else {
      bytes += furtherBytes(text, index, unit);
    }
  }
  return bytes;
}

/** What a unit that is no plain character takes beyond one byte. */
function furtherBytes(text: string, index: number, unit: number): number {
  if (unit < 0x20) return SHORT_ESCAPES.has(unit) ? 1 : 5;
  if (unit < 0x800) return 1;
  if (unit < 0xd800 || unit > 0xdfff) return 2;
  // Half of a pair takes two of the pair's four bytes; a half alone is escaped.
  return isPaired(text, index, unit) ? 1 : 5;
}

/** \b \t \n \f \r */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

function isPaired(text: string, index: number, unit: number): boolean {
  const other = unit < 0xdc00 ? text.charCodeAt(index + 1) : text.charCodeAt(index - 1);
  return unit < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other <= 0xdbff;
}
