import { durableApiWorkload, type DurableApiSubject } from '../api/durable-api-workload.ts';
import { CHAIN_LENGTH, chainOfTasks } from '../durable/chain-of-tasks.ts';

/** Ten tasks one after the other, each handed to a worker over the bus, and made durable before the next begins. */
export const CHAIN_SUBJECT: DurableApiSubject = {
  name: 'api-chain',
  title: 'a durable chain of ten function tasks through the API',
  unit: 'step',
  operation:
    `As api-smallest, with ${CHAIN_LENGTH} function tasks one after the other; each is handed to a worker in a process ` +
    `of its own. With Restate and DBOS it is a function that makes ${CHAIN_LENGTH} durable steps, in the process of ` +
    `the handlers. The floor appends ${CHAIN_LENGTH + 1} records, and asks another process over NATS between them.`,
  unitsPerOperation: CHAIN_LENGTH,
  tasks: CHAIN_LENGTH,
  openRatePerSecond: 20,
  definition: chainOfTasks(),
  input: { count: 0, label: 'order 7' },
  output: { count: CHAIN_LENGTH, label: 'order 7' },
  peerWorkflow: 'chain',
};

export const apiChain = durableApiWorkload(CHAIN_SUBJECT);
