import type { Json } from '@edgestep/shared';

import { sleep } from '../backoff.ts';
import type { Call } from './call.ts';
import type { CallOptions } from './client-options.ts';
import { ExecutionFailedError } from './execution-failed-error.ts';
import { persist } from './persist.ts';
import type { DescribeExecutionOutput } from './shapes/execution-shapes.ts';
import { startOnce } from './start-once.ts';

export interface RunOptions extends CallOptions {
  /** The execution's name; a random one when it is left out. */
  readonly name?: string;
}

/** How often an open execution is looked at: at once, then ever less often. */
const POLL_FIRST_MS = 25;
const POLL_LAST_MS = 1_000;
const POLL_GROWTH = 1.5;

export async function runExecution(
  call: Call,
  stateMachineArn: string,
  input: Json,
  options: RunOptions,
): Promise<Json> {
  const name = options.name ?? crypto.randomUUID();
  const start = { stateMachineArn, input: JSON.stringify(input), name };
  const executionArn = await startOnce(call, start, options);
  return outputOf(await waitForEnd(call, executionArn, options));
}

export async function runExecutionSync(
  call: Call,
  stateMachineArn: string,
  input: Json,
  options: RunOptions,
): Promise<Json> {
  const name = options.name ?? crypto.randomUUID();
  return outputOf(
    await call('StartSyncExecution', { stateMachineArn, input: JSON.stringify(input), name }, options),
  );
}

export async function waitForEnd(
  call: Call,
  executionArn: string,
  options: CallOptions,
): Promise<DescribeExecutionOutput> {
  for (let pauseMs = POLL_FIRST_MS; ; pauseMs = Math.min(pauseMs * POLL_GROWTH, POLL_LAST_MS)) {
    const described = await persist(() => call('DescribeExecution', { executionArn }, options), options);
    if (described.status !== 'RUNNING' && described.status !== 'PENDING_REDRIVE') return described;
    await sleep(pauseMs, options.signal);
  }
}

type Ended = Pick<DescribeExecutionOutput, 'executionArn' | 'status' | 'output' | 'error' | 'cause'>;

function outputOf(ended: Ended): Json {
  const { status } = ended;
  if (status === 'SUCCEEDED') return JSON.parse(ended.output ?? 'null') as Json;
  if (status === 'RUNNING') throw new TypeError(`${ended.executionArn} has not ended`);
  throw new ExecutionFailedError({ ...ended, status });
}
