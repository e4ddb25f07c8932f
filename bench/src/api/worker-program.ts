import { silentLog, startWorker } from '@edgestep/sdk';

import { count } from '../durable/chain-of-tasks.ts';

/** What the worker's process is told. */
export interface WorkerProgramOptions {
  readonly servers: string;
  readonly concurrency: number;
}

/** A worker with two functions: `step` answers its input, `count` counts. Ends when the bench disconnects. */
process.once('message', (options: WorkerProgramOptions) => {
  void startWorker({
    servers: options.servers,
    name: 'bench',
    functions: { step: (input) => input, count },
    concurrency: options.concurrency,
    waitingMax: options.concurrency,
    log: silentLog,
  }).then((worker) => {
    process.once('disconnect', () => void worker.drain());
    process.send?.({});
  });
});
