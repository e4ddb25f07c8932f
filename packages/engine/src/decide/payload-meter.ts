import { ExactNumber, type Json } from '@edgestep/shared';

/** What is larger is remembered, so that it counts once: records hold a payload that several events share once. */
const REMEMBERED_BYTES_MIN = 512;

/** Estimates how many bytes the payloads of one decision's events take in its record. */
export class PayloadMeter {
  /** Made when it is needed: mostly it is not. */
  #counted: Set<object> | undefined;
  /** Mostly a state hands on what it was handed: what was measured last is not measured again. */
  #last: object | undefined;
  #lastBytes = 0;

  measure(value: Json): number {
    if (value === this.#last) return this.#lastBytes;
    if (typeof value !== 'object' || value === null) return jsonBytes(value);
    if (this.#counted?.has(value) === true) return 0;
    const bytes = containerBytes(value);
    const isRemembered = bytes >= REMEMBERED_BYTES_MIN;
    if (isRemembered) (this.#counted ??= new Set()).add(value);
    this.#last = value;
    this.#lastBytes = isRemembered ? 0 : bytes;
    return bytes;
  }
}

function jsonBytes(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return 8;
  if (typeof value === 'boolean') return 5;
  if (value === null) return 4;
  return value instanceof ExactNumber ? value.text.length : containerBytes(value);
}

function containerBytes(value: object): number {
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) bytes += jsonBytes(item) + 1;
    return bytes;
  }
  const members = value as Readonly<Record<string, Json>>;
  // Of a payload all members are its own; read in this way they need not be looked up.
  for (const key in members) bytes += key.length + jsonBytes(members[key] as Json) + 4;
  return bytes;
}
