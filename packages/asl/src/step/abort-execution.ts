import { abortMapRuns } from './abort-frames.ts';
import { failureDetails } from './fail-state.ts';
import type { Turn } from './turn.ts';

/**
 * Ends an execution from outside (StopExecution). The states that it was in are not told of, and the end follows no
 * event of theirs: it comes from outside the machine, as a time-out does.
 */
export function abortExecution(turn: Turn, error: string | undefined, cause: string | undefined): void {
  abortMapRuns(turn);
  turn.emit({ kind: 'ExecutionAborted', frame: 0, prev: 0, ...failureDetails({ error, cause }) });
}
