import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

export const CHAIN_LENGTH = 10;

/** Function tasks one after the other, each of which calls `count`. */
export function chainOfTasks(length = CHAIN_LENGTH): JsonObject {
  const states = Array.from({ length }, (_, index) => [`Step${index + 1}`, stepState(index, length)]);
  return { StartAt: 'Step1', States: Object.fromEntries(states) as JsonObject };
}

function stepState(index: number, length: number): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:lambda:dallas:000000000000:function:count',
    ...(index + 1 === length ? { End: true } : { Next: `Step${index + 2}` }),
  };
}

/** The function of the chain: its input, with a count that is one higher. */
export function count(input: Json): Json {
  if (!isJsonObject(input) || typeof input['count'] !== 'number')
    throw new TypeError('there is nothing to count');
  return { ...input, count: input['count'] + 1 };
}
