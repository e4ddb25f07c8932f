import {
  ApiError,
  isJsonArray,
  isJsonObject,
  parseJson,
  type ApiErrorName,
  type Json,
} from '@edgestep/shared';

/** The service's limit for inputs and outputs, in bytes of UTF-8 (quotas, state machine executions). */
const PAYLOAD_BYTES_MAX = 262_144;

/** How deep a payload may nest: as deep as the JSON parser behind AWS allows. */
const PAYLOAD_DEPTH_MAX = 1_000;

/** Reads the input of an execution; without one it is `{}`. Throws InvalidExecutionInput. */
export function parseExecutionInput(text: string | undefined): Json {
  if (text === undefined) return {};
  return parsePayload(text, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
}

/** Reads the output that a worker sends. Throws InvalidOutput. */
export function parseTaskOutput(text: string): Json {
  return parsePayload(text, 'InvalidOutput', 'Invalid Output');
}

function parsePayload(text: string, error: ApiErrorName, words: string): Json {
  const refuse = (reason: string) => new ApiError(error, `${words}: '${reason}'`);
  if (Buffer.byteLength(text, 'utf8') > PAYLOAD_BYTES_MAX) {
    throw refuse(`The payload is larger than ${PAYLOAD_BYTES_MAX} bytes`);
  }
  let value: Json;
  try {
    value = parseJson(text);
  } catch (cause) {
    throw refuse(cause instanceof Error ? cause.message : 'not JSON');
  }
  if (nestsDeeper(value, PAYLOAD_DEPTH_MAX)) {
    throw refuse(`The payload nests deeper than ${PAYLOAD_DEPTH_MAX} levels`);
  }
  return value;
}

/** Level by level, because a recursion would end where such a payload would end everything else. */
function nestsDeeper(value: Json, depthMax: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return true;
    const next: Json[] = [];
    for (const each of level) {
      const members = isJsonArray(each) ? each : isJsonObject(each) ? Object.values(each) : [];
      for (const member of members) next.push(member);
    }
    level = next;
  }
  return false;
}
