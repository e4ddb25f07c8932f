import {
  batchSubject,
  functionSubject,
  TASK_BATCH_VERSION,
  WORKER_BATCHES_METADATA_KEY,
  WORKER_ENDPOINT,
  WORKER_METADATA_KEY,
  WORKER_PROTOCOL_VERSION,
} from '@edgestep/shared';
import { Svcm, type Service, type ServiceMsg } from '@nats-io/services';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';

import type { FunctionSpec, TaskHandler } from './worker-options.ts';

/** A function as a worker offers it. */
export interface OfferedFunction extends FunctionSpec {
  readonly name: string;
  readonly version: string;
}

/** What a function has done so far in this worker; standard NATS tooling shows it in the endpoint's statistics. */
export interface FunctionCounts {
  running: number;
  finished: number;
  refused: number;
}

const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,140}$/;

/**
 * Reads the functions of a worker's options.
 *
 * @throws TypeError for a name that cannot be a NATS service, and when there is no function at all
 */
export function offeredFunctions(
  functions: Readonly<Record<string, TaskHandler | FunctionSpec>>,
  version: string,
): OfferedFunction[] {
  const offered = Object.entries(functions).map(([name, given]) => {
    if (!FUNCTION_NAME.test(name)) {
      throw new TypeError(`functions: "${name}" is no function name (letters, digits, - and _, at most 140)`);
    }
    return { version, ...(typeof given === 'function' ? { handler: given } : given), name };
  });
  if (offered.length === 0) throw new TypeError('functions: a worker needs at least one');
  return offered;
}

/** Registers a function as a micro service (ADR-32) of its own name, so that any NATS tooling lists and calls it. */
export async function addFunctionService(
  connection: NatsConnection,
  offered: OfferedFunction,
  counts: FunctionCounts,
  onRequest: (message: ServiceMsg) => void,
): Promise<Service> {
  const service = await new Svcm(connection).add({
    name: offered.name,
    version: offered.version,
    description: offered.description ?? '',
    metadata: {
      ...offered.metadata,
      [WORKER_METADATA_KEY]: WORKER_PROTOCOL_VERSION,
      [WORKER_BATCHES_METADATA_KEY]: String(TASK_BATCH_VERSION),
    },
    statsHandler: () => Promise.resolve({ ...counts }),
  });
  service.addEndpoint(WORKER_ENDPOINT, {
    subject: functionSubject(offered.name),
    handler: (error, message) => {
      if (error === null) onRequest(message);
    },
  });
  return service;
}

/** The queue group in which services share their requests unless they say otherwise (ADR-32). */
const QUEUE_GROUP = 'q';

/**
 * Listens for batches of a function's tasks. It is no endpoint of the service, for standard tooling could not call it.
 * `onRefused`: the server does not allow it; single requests are not concerned.
 */
export function subscribeToBatches(
  connection: NatsConnection,
  offered: OfferedFunction,
  onBatch: (message: Msg) => void,
  onRefused: (error: Error) => void,
): Subscription {
  return connection.subscribe(batchSubject(offered.name), {
    queue: QUEUE_GROUP,
    callback: (error, message) => {
      if (error === null) onBatch(message);
      else onRefused(error);
    },
  });
}
