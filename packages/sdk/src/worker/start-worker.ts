import { WORKER_BEAT_INTERVAL_MS } from '@edgestep/shared';

import { jsonLinesLog } from '../log.ts';
import { Cancels } from './cancels.ts';
import { offeredFunctions } from './function-service.ts';
import { defaultWorkerName, Link } from './link.ts';
import { NatsWorker } from './nats-worker.ts';
import type { Worker, WorkerOptions } from './worker-options.ts';

const CONCURRENCY_DEFAULT = 4;
const DRAIN_TIMEOUT_DEFAULT_MS = 30_000;
const CONNECT_BACKOFF = { baseMs: 100, capMs: 5_000 };

/**
 * Starts a worker: each of its functions becomes a NATS micro service in the zone, and state machines call it by its
 * name. Waits until a server can be reached, and stays connected for ever.
 *
 * @example
 * ```ts
 * const worker = await startWorker({
 *   servers: 'nats://127.0.0.1:4222',
 *   functions: {
 *     greet: async ({ name }: { name: string }) => ({ greeting: `Hello, ${name}` }),
 *   },
 * });
 * drainOnSignals(worker);
 * await worker.closed;
 * ```
 *
 * @throws TypeError for options that cannot be, the signal's reason, and what the server refuses (credentials)
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const name = options.name ?? defaultWorkerName();
  const log = (options.log ?? jsonLinesLog()).with({ worker: name });
  const concurrency = positive('concurrency', options.concurrency ?? CONCURRENCY_DEFAULT);
  const functions = offeredFunctions(options.functions, options.version ?? '1.0.0');
  const link = await Link.open({
    servers: typeof options.servers === 'string' ? options.servers.split(',') : options.servers,
    name,
    credentials: options.credentials,
    backoff: options.backoff ?? CONNECT_BACKOFF,
    log,
    signal: options.signal,
  });
  try {
    return await NatsWorker.start({
      link,
      cancels: new Cancels(link.connection),
      functions,
      workerName: name,
      log,
      slots: { running: concurrency, waiting: options.waitingMax ?? concurrency },
      beatIntervalMs: positive('beatIntervalMs', options.beatIntervalMs ?? WORKER_BEAT_INTERVAL_MS),
      drainTimeoutMs: options.drainTimeoutMs ?? DRAIN_TIMEOUT_DEFAULT_MS,
    });
  } catch (error) {
    await link.connection.close();
    throw error;
  }
}

function positive(option: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new TypeError(`${option}: ${value} is no positive whole number`);
  return value;
}
