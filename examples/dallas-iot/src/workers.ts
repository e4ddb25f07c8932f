// The office example's workers: every function of its state machines, in one process. `NATS_URL` says where.
import { drainOnSignals, startWorker } from '@edgestep/sdk';

import { report } from './functions/report.ts';
import { checkReading } from './readings/check-reading.ts';
import { parseReading } from './readings/parse-reading.ts';
import type { Reading } from './readings/reading.ts';
import { aggregate } from './statistics/aggregate.ts';
import { findDrifts } from './statistics/find-drifts.ts';
import { findSteps } from './statistics/find-steps.ts';
import { WindowStore, type WindowRecord } from './store/window-store.ts';

interface Readings {
  readonly readings: readonly Reading[];
}

interface Run {
  readonly room: string;
  readonly boot: string;
}

const store = WindowStore.local();
const worker = await startWorker({
  servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222',
  // The functions take a millisecond each, and a window sends its readings all at once.
  concurrency: 64,
  waitingMax: 1_024,
  functions: {
    'iot-parse': ({ text }: { text: string }) => checkReading(parseReading(text)),
    'iot-find-steps': ({ readings }: Readings) => ({ steps: findSteps(readings) }),
    'iot-find-drifts': ({ readings }: Readings) => ({ drifts: findDrifts(readings) }),
    'iot-aggregate': ({ readings }: Readings) => ({ aggregate: aggregate(readings) }),
    'iot-store-window': async (record: WindowRecord) => {
      await store.put(record);
      return { stored: record.from };
    },
    'iot-count-windows': async ({ room, boot }: Run) => ({ stored: (await store.list(room, boot)).length }),
    'iot-report': (run: Run) => report(store, run),
  },
});
drainOnSignals(worker);
await worker.closed;
