import type { FrameId, JsonObject } from '@edgestep/shared';

import { frameOf } from './frame-access.ts';
import { PAYLOAD_BYTES_MAX, payloadBytes, payloadExcess } from './payload-limit.ts';
import { StateError } from './state-failure.ts';
import type { Turn } from './turn.ts';

/** What all variables of an execution may take together, in bytes of JSON text (service quotas: 10 MiB). */
const VARIABLES_BYTES_MAX = 10_485_760;

/** Fewer variables than this can't be too large together, for each is bounded by itself. */
const SURELY_SMALL_COUNT = Math.floor(VARIABLES_BYTES_MAX / PAYLOAD_BYTES_MAX);

/**
 * Throws States.DataLimitExceeded when one Assign sets more than 256 KiB, or when the execution would then hold more
 * than 10 MiB in all its variables. What an assignment replaces does not count.
 */
export function requireVariableSize(turn: Turn, frame: FrameId, assigned: JsonObject, state: string): void {
  if (payloadExcess(assigned) !== undefined) {
    throw tooLarge(
      `The variables that the state '${state}' assigns exceed ${PAYLOAD_BYTES_MAX} bytes, or nest too deep.`,
    );
  }
  const held = [{ ...frameOf(turn, frame).variables, ...assigned }];
  for (const { id, variables } of turn.execution.frames.values()) if (id !== frame) held.push(variables);
  const count = held.reduce((sum, variables) => sum + Object.keys(variables).length, 0);
  if (count < SURELY_SMALL_COUNT) return;
  const bytes = held.reduce((sum, variables) => sum + payloadBytes(variables), 0);
  if (bytes > VARIABLES_BYTES_MAX) {
    throw tooLarge(`The variables of the execution exceed ${VARIABLES_BYTES_MAX} bytes.`);
  }
}

function tooLarge(cause: string): StateError {
  return new StateError('States.DataLimitExceeded', cause, { bare: true });
}
