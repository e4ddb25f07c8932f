import { durableApiWorkload } from '../api/durable-api-workload.ts';

const INPUT = { order: 7 };

/** The smallest durable workflow through everything that a user has: API, node, bus, worker. */
export const apiSmallest = durableApiWorkload({
  name: 'api-smallest',
  title: 'the smallest durable workflow through the API',
  unit: 'execution',
  operation:
    'StartExecution at the API of a zone under `edgestep dev`, one function task done by an SDK worker in a process of ' +
    'its own, and DescribeExecution until the execution has ended: every millisecond by a single caller, and twice a ' +
    'millisecond by all callers together. A peer is called over HTTP and answers when its workflow has ended. The ' +
    'floor appends a record, asks another process over NATS, and appends another.',
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
});
