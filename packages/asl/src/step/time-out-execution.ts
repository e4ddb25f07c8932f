import { abortFrames } from './abort-frames.ts';
import { frameOf } from './frame-access.ts';
import type { Suspension, Turn } from './turn.ts';

/** The whole execution's time is up (TimeoutSeconds of the state machine, or the service's limit). */
export function timeOutExecution(turn: Turn): Suspension | undefined {
  abortFrames(turn, [frameOf(turn, 0)], turn.execution.lastEventId);
  turn.emit({
    kind: 'ExecutionTimedOut',
    frame: 0,
    prev: turn.execution.lastEventId,
    error: 'States.Timeout',
  });
  return undefined;
}
