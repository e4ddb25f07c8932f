import type { ClosedExecution, ExecutionState } from '@edgestep/engine';
import type { EndMapRunChild, EpochMs, ExecutionEvent, StartExecution } from '@edgestep/shared';

/** An execution of a run: the one under test, or a child of its distributed Maps. */
export interface HostedExecution {
  /** Tells its entries in the agenda from those of others. */
  readonly number: number;
  readonly start: StartExecution;
  readonly events: ExecutionEvent[];
  /** The last sign of life of each task. */
  readonly beats: Map<number, EpochMs>;
  state: ExecutionState | undefined;
}

/** What the Map Run of a child is told when the child has ended; undefined for what is no child. */
export function childEnding(
  { parent, mapRun }: StartExecution,
  closed: ClosedExecution,
): EndMapRunChild | undefined {
  if (parent === undefined || mapRun === undefined) return undefined;
  const { startedAt, status } = closed;
  return {
    kind: 'EndMapRunChild',
    executionArn: parent.executionArn,
    frame: parent.frame,
    mapRunArn: mapRun.mapRunArn,
    index: mapRun.index,
    startedAt,
    stoppedAt: status.at,
    outcome:
      status.kind === 'SUCCEEDED'
        ? { status: 'SUCCEEDED', output: status.output }
        : {
            status: status.kind,
            ...(status.error === undefined ? {} : { error: status.error }),
            ...(status.cause === undefined ? {} : { cause: status.cause }),
          },
  };
}

/** The end of a child that was given up before it began. */
export function neverBegun(
  run: Pick<EndMapRunChild, 'executionArn' | 'frame' | 'mapRunArn'>,
  index: number,
  now: EpochMs,
): EndMapRunChild {
  const outcome = { status: 'ABORTED' } as const;
  return { kind: 'EndMapRunChild', ...run, index, startedAt: now, stoppedAt: now, outcome };
}
