// A worker in a process of its own, for the test of drainOnSignals: its one task lasts 300 ms.
import { drainOnSignals, startWorker } from '../../src/index.ts';

const worker = await startWorker({
  servers: process.env['NATS_URL'] ?? '',
  functions: {
    work: async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return 'finished';
    },
  },
});
drainOnSignals(worker);
await worker.closed;
