import type { EpochMs } from '@edgestep/shared';

import { EXECUTION_SECONDS_MAX } from '../decide/execution-time.ts';
import { HISTORY_EVENTS_MAX } from '../decide/history-limit.ts';

const DAY_MS = 86_400_000;

/** How long after its end an execution may be redriven (API reference, RedriveExecution). */
const REDRIVABLE_PERIOD_MS = 14 * DAY_MS;

/** What decides whether an execution may be redriven. */
export interface RedriveFacts {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly startedAt: EpochMs;
  /** Absent while it runs. */
  readonly closedAt: EpochMs | undefined;
  /** How many events its history has. */
  readonly historyEvents: number;
}

/** Why an execution can't be redriven, in the service's words (API reference, redriveStatusReason); undefined when it can. */
export function redriveObstacle(facts: RedriveFacts, now: EpochMs): string | undefined {
  const { status, startedAt, closedAt, historyEvents } = facts;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  // Room for ExecutionRedriven and one event more.
  if (historyEvents >= HISTORY_EVENTS_MAX - 1) return 'Execution history event limit exceeded';
  if (now - startedAt > EXECUTION_SECONDS_MAX.STANDARD * 1_000)
    return 'Execution has exceeded the max execution time';
  if (closedAt !== undefined && now - closedAt > REDRIVABLE_PERIOD_MS)
    return 'Execution redrivable period exceeded';
  return undefined;
}
