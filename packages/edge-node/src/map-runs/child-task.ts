import type { ClosedExecution, ExecutionReader, MapRunWork } from '@edgestep/engine';
import type { ChildOutcome, StartExecution } from '@edgestep/shared';

import type { ExpressChildren } from './express-children.ts';
import type { WorkPerformer, WorkUnderWay } from './map-run-worker.ts';
import {
  beginStandard,
  endOf,
  endedStandard,
  failureOf,
  redriveStandard,
  stopStandard,
  type Ended,
  type StandardChildOptions,
} from './standard-child.ts';

export interface ChildTaskOptions extends StandardChildOptions {
  readonly express: ExpressChildren;
  readonly reader: Pick<ExecutionReader, 'closed' | 'exists'>;
  /** The wall clock; the machine's when absent. */
  readonly now?: () => number;
}

type ChildWork = Extract<MapRunWork, { readonly kind: 'child' }>;

/**
 * A child execution of a distributed Map: started, or redriven, by the owner of the partition that its ARN hashes to;
 * its end is learned as every execution's is.
 */
export function childTask(options: ChildTaskOptions): WorkPerformer<'child'> {
  return async (work, underWay) => {
    const ended =
      work.start.type === 'EXPRESS'
        ? await runExpress(options, work, underWay)
        : await runStandard(options, work, underWay);
    if (ended === undefined) return;
    await underWay.report({ kind: 'EndMapRunChild', ...work.run, index: work.index, ...ended });
  };
}

async function runStandard(
  options: ChildTaskOptions,
  { start, redriveCount }: ChildWork,
  underWay: WorkUnderWay,
): Promise<Ended | undefined> {
  const { commands, reader, now = Date.now } = options;
  const { signal, stop } = underWay;
  const { executionArn } = start;
  if (stop.aborted && !(await stopStandard(commands, executionArn))) return neverStarted(now());
  const isRedrive = redriveCount > 0 && !stop.aborted;
  const begun = isRedrive || stop.aborted ? Promise.resolve() : beginStandard(commands, start);
  const ending = isRedrive
    ? redriveStandard(options, start, redriveCount, underWay)
    : begun.then(() => endOf(reader, executionArn, signal));
  const lost = Promise.withResolvers<Ended>();
  const stopUnlessLost = async () => {
    await begun;
    if (!(await stopStandard(commands, executionArn))) lost.resolve(neverStarted(now()));
  };
  underWay.onAskedAgain(() => (stop.aborted ? stopUnlessLost() : startLost(options, start)));
  const stopping = stopped(stop, signal, stopUnlessLost);
  const ended = ending.then((end) => (end === undefined ? undefined : endedStandard(end)));
  return Promise.race([ended, lost.promise, stopping.then(() => ended)]);
}

/**
 * Whoever owns the run misses the end of a child. One that does not exist was started, and its start is lost: a zone
 * of the durability `relaxed` may lose what it has acknowledged. It is started again, by the same name. The index alone
 * does not do: until it hears of another owner, it shows what was lost.
 */
async function startLost({ commands, reader }: ChildTaskOptions, start: StartExecution): Promise<void> {
  if (!(await reader.exists(start.executionArn))) await beginStandard(commands, start);
}

/** Does `work` as soon as a stop is asked for; settles with it, or when nobody waits any more. */
async function stopped(stop: AbortSignal, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  stop.addEventListener('abort', () => resolve(), { once: true });
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (!stop.aborted && !signal.aborted) await promise;
  if (!signal.aborted) await work();
}

async function runExpress(
  { express, now = Date.now }: ChildTaskOptions,
  { run, start }: ChildWork,
  { signal, stop }: WorkUnderWay,
): Promise<Ended | undefined> {
  if (stop.aborted) {
    await express.stop(start.executionArn);
    return neverStarted(now());
  }
  const closed = express.run(start, run.attempt ?? 0, signal);
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
function neverStarted(now: number): Ended {
  return { startedAt: now, stoppedAt: now, outcome: { status: 'ABORTED' } };
}
