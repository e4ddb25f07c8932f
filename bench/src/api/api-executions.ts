import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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
/** All callers together ask at most so often whether their executions have ended. */
const ASKS_PER_MS = 2;

/**
 * Standard executions as a user has them: started at the zone's API, their tasks done by an SDK worker in a process of
 * its own, and asked for until they have ended.
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
  let open = 0;
  return async () => {
    open += 1;
    try {
      const { executionArn = null } = await caller.call('StartExecution', { stateMachineArn, input });
      requireOutput(
        await outputOf(caller, executionArn, () => Math.max(1, open / ASKS_PER_MS)),
        subject.output,
      );
    } finally {
      open -= 1;
    }
  };
}

/** Throws when something ended otherwise than it should. */
export function requireOutput(actual: Json, expected: Json): void {
  if (!isDeepStrictEqual(actual, expected)) throw new Error(`it ended with ${JSON.stringify(actual)}`);
}

async function outputOf(caller: ApiCaller, executionArn: Json, pauseMs: () => number): Promise<Json> {
  for (;;) {
    await setTimeout(pauseMs());
    const { status, output } = await caller.call('DescribeExecution', { executionArn });
    if (status === 'SUCCEEDED' && typeof output === 'string') return JSON.parse(output) as Json;
    if (status !== 'RUNNING') throw new Error(`it ended as ${JSON.stringify({ status, output })}`);
  }
}
