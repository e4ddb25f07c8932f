import { isJsonObject, type Json } from '@edgestep/shared';

import { durableWorkload } from '../durable/durable-workload.ts';

const LENGTH = 10;

/** Ten tasks one after the other, each made durable before the next begins. */
export const durableChain = durableWorkload({
  name: 'durable-chain',
  title: 'a durable chain of ten function tasks',
  operation:
    `An execution of ${LENGTH} function tasks, from its start to its durable end: ${LENGTH + 1} appends that follow ` +
    `one another, ${LENGTH} steps. The floor appends ${LENGTH + 1} records of 512 bytes in the same way.`,
  unit: 'step',
  unitsPerOperation: LENGTH,
  appends: LENGTH + 1,
  openRatePerSecond: 1_000,
  definition: {
    StartAt: 'Step1',
    States: Object.fromEntries(
      Array.from({ length: LENGTH }, (_, index) => [`Step${index + 1}`, stepState(index)]),
    ),
  },
  input: { count: 0, label: 'order 7' },
  output: { count: LENGTH, label: 'order 7' },
  functions: { count },
});

function stepState(index: number): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:lambda:dallas:000000000000:function:count',
    ...(index + 1 === LENGTH ? { End: true } : { Next: `Step${index + 2}` }),
  };
}

function count(input: Json): Json {
  if (!isJsonObject(input) || typeof input['count'] !== 'number')
    throw new TypeError('there is nothing to count');
  return { ...input, count: input['count'] + 1 };
}
