import type { ChildOutcome, EpochMs, Json, JsonObject, ResultWriterSpec } from '@edgestep/shared';

/** A child execution with all that results tell of it. */
export interface FinishedChild {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly input: Json;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly outcome: ChildOutcome;
  readonly redriveCount?: number;
  readonly notRedrivable?: true;
}

/**
 * What stands for a child in the results: its output, or all about it (Transformation NONE, and always for one that
 * did not succeed). FLATTEN differs from COMPACT only where results are put together.
 */
export function childResult(child: FinishedChild, transformation: ResultWriterSpec['transformation']): Json {
  const { outcome } = child;
  if (outcome.status === 'SUCCEEDED' && transformation !== 'NONE') return outcome.output;
  return describeChild(child);
}

/** All about a child execution, as the service exports it: payloads as JSON texts, times as texts. */
function describeChild(child: FinishedChild): JsonObject {
  const { outcome } = child;
  return {
    ExecutionArn: child.executionArn,
    ...(outcome.status === 'SUCCEEDED' ? {} : failureOf(outcome)),
    Input: JSON.stringify(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(outcome.status === 'SUCCEEDED'
      ? { Output: JSON.stringify(outcome.output), OutputDetails: { Included: true } }
      : {}),
    RedriveCount: child.redriveCount ?? 0,
    RedriveStatus:
      outcome.status === 'SUCCEEDED' || child.notRedrivable === true
        ? 'NOT_REDRIVABLE'
        : 'REDRIVABLE_BY_MAP_RUN',
    ...(outcome.status === 'SUCCEEDED'
      ? { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }
      : {}),
    StartDate: new Date(child.startedAt).toISOString(),
    StateMachineArn: child.stateMachineArn,
    Status: outcome.status,
    StopDate: new Date(child.stoppedAt).toISOString(),
  };
}

function failureOf({ error, cause }: { readonly error?: string; readonly cause?: string }): JsonObject {
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
  };
}
