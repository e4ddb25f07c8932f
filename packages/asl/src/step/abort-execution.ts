import { abortFrames } from './abort-frames.ts';
import { failureDetails } from './fail-state.ts';
import { frameOf } from './frame-access.ts';
import type { Turn } from './turn.ts';

/** Ends an execution from outside (StopExecution): what it was in is given up, then the execution itself. */
export function abortExecution(turn: Turn, error: string | undefined, cause: string | undefined): void {
  const prev = turn.execution.lastEventId;
  abortFrames(turn, [frameOf(turn, 0)], prev);
  turn.emit({
    kind: 'ExecutionAborted',
    frame: 0,
    prev: turn.execution.lastEventId,
    ...failureDetails({ error, cause }),
  });
}
