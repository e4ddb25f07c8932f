import { durableWorkload } from '../durable/durable-workload.ts';

/** Start, one task, complete. */
export const smallestDurable = durableWorkload({
  name: 'smallest-durable',
  title: 'the smallest durable workflow',
  operation:
    'An execution of one function task, from its start to its durable end: two appends that follow one another. ' +
    'The floor appends two records of 512 bytes in the same way.',
  unit: 'execution',
  unitsPerOperation: 1,
  appends: 2,
  openRatePerSecond: 5_000,
  definition: {
    StartAt: 'Only',
    States: {
      Only: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
    },
  },
  input: { order: 7 },
  output: { order: 7 },
  functions: { step: (input) => input },
});
