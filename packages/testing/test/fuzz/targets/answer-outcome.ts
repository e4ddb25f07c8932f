import { exceedsJsonSize } from '@edgestep/asl';
import type { Json } from '@edgestep/shared';

/** No payload may be longer: the engine measures so far and no further, and fails the state. */
const PAYLOAD_CHARACTERS_MAX = 262_144;
/** No text that a query writes is longer: the language's own bound, far above any payload. */
const TEXT_CHARACTERS_MAX = 6_990_256;

/**
 * What a query answered, in a word. A value can share its parts, so one that is too large is told by measuring, never
 * by writing it. Throws for a text beyond its bound, and for what is no JSON.
 */
export function answerOutcome(value: Json): string {
  if (value === undefined) throw new Error('The answer is nothing at all.');
  if (typeof value === 'string' && value.length > TEXT_CHARACTERS_MAX) {
    throw new Error(`The answer is a text of ${value.length} characters.`);
  }
  if (exceedsJsonSize(value, PAYLOAD_CHARACTERS_MAX)) return 'answered more than a payload';
  JSON.parse(JSON.stringify(value));
  return 'answered';
}
