import type { Json, JsonObject } from '@edgestep/shared';

import { exceedsJsonSize } from '../limits/json-size.ts';
import { PAYLOAD_BYTES_MAX, payloadExcess } from './payload-limit.ts';
import { StateError } from './state-failure.ts';
import type { Turn } from './turn.ts';

/** What all variables of an execution may take together, in characters of JSON text (service quotas: 10 MiB). */
const VARIABLES_CHARACTERS_MAX = 10_485_760;

/** Fewer variables than this can't be too large together, for each is bounded by itself. */
const SURELY_SMALL_COUNT = Math.floor(VARIABLES_CHARACTERS_MAX / PAYLOAD_BYTES_MAX);

/**
 * Throws States.DataLimitExceeded when one Assign sets more than 256 KiB, or when the execution would then hold more
 * than 10 MiB in all its variables.
 */
export function requireVariableSize(turn: Turn, assigned: JsonObject, state: string): void {
  if (payloadExcess(assigned) !== undefined) {
    throw tooLarge(
      `The variables that the state '${state}' assigns exceed ${PAYLOAD_BYTES_MAX} bytes, or nest too deep.`,
    );
  }
  const held: Json[] = [assigned];
  let count = Object.keys(assigned).length;
  for (const { variables } of turn.execution.frames.values()) {
    held.push(variables);
    count += Object.keys(variables).length;
  }
  if (count < SURELY_SMALL_COUNT || !exceedsJsonSize(held, VARIABLES_CHARACTERS_MAX)) return;
  throw tooLarge(`The variables of the execution exceed ${VARIABLES_CHARACTERS_MAX} bytes.`);
}

function tooLarge(cause: string): StateError {
  return new StateError('States.DataLimitExceeded', cause, { bare: true });
}
