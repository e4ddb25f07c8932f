import { drainOnSignals, startWorker } from '@edgestep/sdk';

const worker = await startWorker({
  servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222',
  functions: {
    greet: async ({ name, loud }: { name: string; loud?: boolean }) => ({
      text: `hello ${name}`,
      loud: loud === true,
    }),
  },
});
drainOnSignals(worker);
await worker.closed;
