import { CHAIN_LENGTH, chainOfTasks, count } from '../durable/chain-of-tasks.ts';
import { durableWorkload } from '../durable/durable-workload.ts';

/** Ten tasks one after the other, each made durable before the next begins. */
export const durableChain = durableWorkload({
  name: 'durable-chain',
  title: 'a durable chain of ten function tasks',
  operation:
    `An execution of ${CHAIN_LENGTH} function tasks, from its start to its durable end: ${CHAIN_LENGTH + 1} appends ` +
    `that follow one another, ${CHAIN_LENGTH} steps. The floor appends ${CHAIN_LENGTH + 1} records of 512 bytes in the ` +
    'same way.',
  unit: 'step',
  unitsPerOperation: CHAIN_LENGTH,
  appends: CHAIN_LENGTH + 1,
  openRatePerSecond: 1_000,
  definition: chainOfTasks(),
  input: { count: 0, label: 'order 7' },
  output: { count: CHAIN_LENGTH, label: 'order 7' },
  functions: { count },
});
