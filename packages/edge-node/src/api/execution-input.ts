import { ApiError, type Json } from '@edgestep/shared';

/** The service's limit for inputs and outputs, in bytes of UTF-8 (quotas, state machine executions). */
export const PAYLOAD_BYTES_MAX = 262_144;

/** Reads the input of an execution; without one it is `{}`. Throws InvalidExecutionInput. */
export function parseExecutionInput(text: string | undefined): Json {
  if (text === undefined) return {};
  if (Buffer.byteLength(text, 'utf8') > PAYLOAD_BYTES_MAX) {
    throw new ApiError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: 'The input is larger than ${PAYLOAD_BYTES_MAX} bytes'`,
    );
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}

/** Reads the output that a worker sends. Throws InvalidOutput. */
export function parseTaskOutput(text: string): Json {
  if (Buffer.byteLength(text, 'utf8') > PAYLOAD_BYTES_MAX) {
    throw new ApiError(
      'InvalidOutput',
      `Invalid Output: 'The output is larger than ${PAYLOAD_BYTES_MAX} bytes'`,
    );
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    throw new ApiError('InvalidOutput', `Invalid Output: '${reason}'`);
  }
}
