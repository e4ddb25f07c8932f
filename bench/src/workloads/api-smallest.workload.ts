import { durableApiWorkload, type DurableApiSubject } from '../api/durable-api-workload.ts';

const INPUT = { order: 7 };

/** The smallest durable workflow through everything that a user has: API, node, bus, worker. */
export const SMALLEST_SUBJECT: DurableApiSubject = {
  name: 'api-smallest',
  title: 'the smallest durable workflow through the API',
  unit: 'execution',
  operation:
    'StartExecution with `Prefer: wait` at the API of a zone under `edgestep dev`, answered when the execution has ' +
    'ended; its one function task is done by an SDK worker in a process of its own. A peer is called over HTTP, too, ' +
    'and answers when its workflow has ended. The floor appends a record, asks another process over NATS, and appends ' +
    'another.',
  unitsPerOperation: 1,
  tasks: 1,
  openRatePerSecond: 100,
  definition: {
    StartAt: 'Only',
    States: {
      Only: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
    },
  },
  input: INPUT,
  output: INPUT,
  peerWorkflow: 'smallest',
};

export const apiSmallest = durableApiWorkload(SMALLEST_SUBJECT);
