import { abortMapRuns } from './abort-frames.ts';
import type { Suspension, Turn } from './turn.ts';

/** The whole execution's time is up (TimeoutSeconds of the state machine, or the service's limit). */
export function timeOutExecution(turn: Turn): Suspension | undefined {
  abortMapRuns(turn);
  turn.emit({ kind: 'ExecutionTimedOut', frame: 0, prev: 0, error: 'States.Timeout' });
  return undefined;
}
