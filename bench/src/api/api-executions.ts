import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Json, JsonObject } from '@edgestep/shared';

import type { Operation } from '../harness/load.ts';
import { ApiCaller } from './api-caller.ts';
import { startChildProgram } from './child-program.ts';
import type { WorkerProgramOptions } from './worker-program.ts';
import type { ZoneCluster } from './zone-cluster.ts';

/** A machine of function tasks, and what an execution of it ends with. */
export interface ApiSubject {
  readonly name: string;
  readonly definition: JsonObject;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

const WORKER_CONCURRENCY = 256;
/** Longer than any execution takes. */
const WAIT_SECONDS = 60;

/**
 * Standard executions as a user has them: started at the zone's API, their tasks done by an SDK worker in a process of
 * its own, and waited for by the call that starts them.
 */
export async function openApiExecutions(
  cluster: ZoneCluster,
  { name, definition, ...subject }: ApiSubject,
  stack: AsyncDisposableStack,
): Promise<Operation> {
  const options: WorkerProgramOptions = { servers: cluster.nats, concurrency: WORKER_CONCURRENCY };
  stack.use(await startChildProgram(join(import.meta.dirname, 'worker-program.ts'), options));
  const stateMachineArn = await cluster.deploy({ name: `bench-${name}`, definition });
  const caller = stack.use(new ApiCaller(cluster.url));
  const input = JSON.stringify(subject.input);
  return async () => {
    const { status, output } = await caller.call('StartExecution', { stateMachineArn, input }, WAIT_SECONDS);
    if (status !== 'SUCCEEDED' || typeof output !== 'string')
      throw new Error(`it ended as ${JSON.stringify({ status, output })}`);
    requireOutput(JSON.parse(output) as Json, subject.output);
  };
}

/** Throws when something ended otherwise than it should. */
export function requireOutput(actual: Json, expected: Json): void {
  if (!isDeepStrictEqual(actual, expected)) throw new Error(`it ended with ${JSON.stringify(actual)}`);
}
