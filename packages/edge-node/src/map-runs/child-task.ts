import type { ClosedExecution, ExecutionReader } from '@edgestep/engine';
import {
  EdgestepError,
  type ChildOutcome,
  type EndMapRunChild,
  type MapRunAddress,
  type StartExecution,
} from '@edgestep/shared';

import type { CommandRouter } from '../partitions/command-router.ts';
import type { ExpressChildren } from './express-children.ts';
import type { WorkPerformer, WorkUnderWay } from './map-run-worker.ts';

export interface ChildTaskOptions {
  readonly commands: CommandRouter;
  readonly reader: Pick<ExecutionReader, 'closed'>;
  readonly express: ExpressChildren;
}

type Ended = Pick<EndMapRunChild, 'startedAt' | 'stoppedAt' | 'outcome'>;

/**
 * A child execution of a distributed Map: started by the owner of the partition that its ARN hashes to, under a name
 * of its own, so that starting it again finds it; its end is learned as every execution's is.
 */
export function childTask(options: ChildTaskOptions): WorkPerformer<'child'> {
  return async ({ run, index, start }, underWay) => {
    const ended =
      start.type === 'EXPRESS'
        ? await runExpress(options, start, underWay)
        : await runStandard(options, start, underWay);
    if (ended !== undefined) await underWay.report(endCommand(run, index, ended));
  };
}

function endCommand(run: MapRunAddress, index: number, ended: Ended): EndMapRunChild {
  return { kind: 'EndMapRunChild', ...run, index, ...ended };
}

async function runStandard(
  { commands, reader }: ChildTaskOptions,
  start: StartExecution,
  { signal, stop }: WorkUnderWay,
): Promise<Ended | undefined> {
  const { executionArn } = start;
  if (stop.aborted) {
    if (!(await stopStandard(commands, executionArn))) return neverStarted();
  } else {
    const answer = await commands.submit(start);
    // Closed already: its name is ours alone, so it was started for this very item.
    if (answer.kind === 'rejection' && answer.reason !== 'execution-already-exists') {
      throw new EdgestepError('partition-not-owned', answer.message);
    }
  }
  const closed = reader.closed(executionArn, signal);
  const stopping = stopped(stop, signal, () => stopStandard(commands, executionArn));
  const details = await Promise.race([closed, stopping.then(() => closed)]);
  if (details === undefined || details.status === 'RUNNING') return undefined;
  const { startedAt, stoppedAt = startedAt, output = null, error, cause, status } = details;
  return {
    startedAt,
    stoppedAt,
    outcome: status === 'SUCCEEDED' ? { status, output } : { status, ...failureOf(error, cause) },
  };
}

/** Does `work` as soon as a stop is asked for; settles with it, or when nobody waits any more. */
async function stopped(stop: AbortSignal, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  stop.addEventListener('abort', () => resolve(), { once: true });
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (!stop.aborted && !signal.aborted) await promise;
  if (!signal.aborted) await work();
}

/** Stops a child; false when it was never started. */
export async function stopStandard(commands: CommandRouter, executionArn: string): Promise<boolean> {
  const answer = await commands.submit({ kind: 'StopExecution', executionArn });
  if (answer.kind === 'accepted') return true;
  if (answer.reason === 'execution-does-not-exist') return false;
  throw new EdgestepError('partition-not-owned', answer.message);
}

async function runExpress(
  { express }: ChildTaskOptions,
  start: StartExecution,
  { signal, stop }: WorkUnderWay,
): Promise<Ended | undefined> {
  if (stop.aborted) {
    await express.stop(start.executionArn);
    return neverStarted();
  }
  const closed = express.run(start, signal);
  const stopping = stopped(stop, signal, () => express.stop(start.executionArn));
  const execution = await Promise.race([closed, stopping.then(() => closed)]);
  return execution === undefined ? undefined : endedExpress(execution);
}

function endedExpress({ startedAt, status }: ClosedExecution): Ended {
  const outcome: ChildOutcome =
    status.kind === 'SUCCEEDED'
      ? { status: 'SUCCEEDED', output: status.output }
      : { status: status.kind, ...failureOf(status.error, status.cause) };
  return { startedAt, stoppedAt: status.at, outcome };
}

/** A child that was given up before anyone had started it. */
function neverStarted(): Ended {
  const now = Date.now();
  return { startedAt: now, stoppedAt: now, outcome: { status: 'ABORTED' } };
}

function failureOf(error: string | undefined, cause: string | undefined) {
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
