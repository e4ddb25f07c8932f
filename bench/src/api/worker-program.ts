import { silentLog, startWorker } from '@edgestep/sdk';

/** What the worker's process is told. */
export interface WorkerProgramOptions {
  readonly servers: string;
  readonly concurrency: number;
}

/** A worker with one function, `step`, which answers its input. Ends when the bench disconnects. */
process.once('message', (options: WorkerProgramOptions) => {
  void startWorker({
    servers: options.servers,
    name: 'bench',
    functions: { step: (input) => input },
    concurrency: options.concurrency,
    waitingMax: options.concurrency,
    log: silentLog,
  }).then((worker) => {
    process.once('disconnect', () => void worker.drain());
    process.send?.({});
  });
});
