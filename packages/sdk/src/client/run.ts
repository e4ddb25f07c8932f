import type { Json } from '@edgestep/shared';

import { sleep } from '../backoff.ts';
import type { Call } from './call.ts';
import type { CallOptions } from './client-options.ts';
import { ExecutionFailedError } from './execution-failed-error.ts';
import { persist } from './persist.ts';
import type { DescribeExecutionOutput, ExecutionStatus } from './shapes/execution-shapes.ts';
import { startOnce } from './start-once.ts';

export interface RunOptions extends CallOptions {
  /** The execution's name; a random one when it is left out. */
  readonly name?: string;
}

/** So long a service waits for an end before it answers; connections are cut on the way that nothing happens on for longer. */
const WAIT_SECONDS = 20;

/** An answer that comes sooner, and tells of no end, is of a service that does not wait. */
const WAITED_MS_MIN = 1_000;

/** How often an open execution is looked at where the service does not wait: at once, then ever less often. */
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
  const started = await startOnce(call, start, { ...options, waitSeconds: WAIT_SECONDS });
  const { executionArn, status } = started;
  return outputOf(hasEnded(status) ? { ...started, status } : await waitForEnd(call, executionArn, options));
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
  const waiting = { ...options, waitSeconds: WAIT_SECONDS };
  for (let pauseMs = POLL_FIRST_MS; ; pauseMs = Math.min(pauseMs * POLL_GROWTH, POLL_LAST_MS)) {
    const askedAt = performance.now();
    const described = await persist(() => call('DescribeExecution', { executionArn }, waiting), options);
    if (hasEnded(described.status)) return described;
    if (performance.now() - askedAt < WAITED_MS_MIN) await sleep(pauseMs, options.signal);
  }
}

function hasEnded(
  status: ExecutionStatus | undefined,
): status is Exclude<ExecutionStatus, 'RUNNING' | 'PENDING_REDRIVE'> {
  return status !== undefined && status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
}

type Ended = Pick<DescribeExecutionOutput, 'executionArn' | 'status' | 'output' | 'error' | 'cause'>;

function outputOf(ended: Ended): Json {
  const { status } = ended;
  if (status === 'SUCCEEDED') return JSON.parse(ended.output ?? 'null') as Json;
  if (status === 'RUNNING') throw new TypeError(`${ended.executionArn} has not ended`);
  throw new ExecutionFailedError({ ...ended, status });
}
