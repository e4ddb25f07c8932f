import type { Json, JsonObject } from '@edgestep/shared';

export const FUNCTION_ARN = 'arn:aws:lambda:dallas:000000000000:function:count-cars';

/** A Task that calls a function; it ends its block unless it is told a Next. */
export function callingTask(fields: JsonObject = {}): JsonObject {
  return { Type: 'Task', Resource: FUNCTION_ARN, ...ending(fields), ...fields };
}

/** A Pass with some fields; it ends its block unless it is told a Next. */
export function passing(fields: JsonObject = {}): JsonObject {
  return { Type: 'Pass', ...ending(fields), ...fields };
}

function ending(fields: JsonObject): JsonObject {
  return Object.hasOwn(fields, 'Next') ? {} : { End: true };
}

/** A block that begins with its first state. */
export function blockOf(states: JsonObject): JsonObject {
  return { StartAt: Object.keys(states)[0] ?? '', States: states };
}

/** A state machine on JSONata that begins with its first state. */
export function jsonataMachine(states: JsonObject): JsonObject {
  return { QueryLanguage: 'JSONata', ...blockOf(states) };
}

/** A Parallel of blocks. */
export function parallelOf(branches: readonly JsonObject[], fields: JsonObject = {}): JsonObject {
  return { Type: 'Parallel', Branches: branches as readonly Json[], ...ending(fields), ...fields };
}

/** An inline Map that runs a block for each item. */
export function mapOf(processor: JsonObject, fields: JsonObject = {}): JsonObject {
  return {
    Type: 'Map',
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...processor },
    ...ending(fields),
    ...fields,
  };
}
