import type { Scope } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';

/** A scope in which the value is everywhere. */
export function scopeWith(value: Json): Scope {
  return {
    input: value,
    context: { Execution: { Input: value }, a: value },
    variables: { lookup: (name) => (name === 'v' ? value : undefined) },
    result: value,
    port: { random: () => 0.25, uuid: () => '3f2b8a52-7d8e-4a14-9c0b-0a4d5b1f6e77' },
    nowMs: 0,
  };
}
