import type { ExecutionState } from '../../state/execution-state.ts';
import type { TaskActivityState } from '../../state/frame-state.ts';

/** What an execution at rest waits for, in short: what the sweep proves E4 by while the state is elsewhere. */
export interface WaitSummary {
  /** A Wait or a retry: a timer will move it. */
  readonly onTimer: boolean;
  /** A task, a token, a child. */
  readonly onTask: boolean;
  /** A task that somebody on this node holds: it has to be cancelled, and handed out again by the next owner. */
  readonly onHeldTask: boolean;
}

/**
 * Undefined for an execution that does not merely wait: a frame goes on by itself, or a Map Run is open, whose work is
 * asked for again and again.
 */
export function waitOf(state: ExecutionState): WaitSummary | undefined {
  if (state.status.kind !== 'RUNNING' || state.ready.length > 0) return undefined;
  let onTimer = false;
  let onTask = false;
  let onHeldTask = false;
  for (const { position } of state.frames.values()) {
    if (position.kind === 'between') return undefined;
    if (position.kind !== 'inside') continue;
    const { activity } = position;
    switch (activity.kind) {
      case 'deciding':
      case 'map-run':
        return undefined;
      case 'waiting':
      case 'retrying':
        onTimer = true;
        break;
      case 'task':
        onTask = true;
        onHeldTask ||= isHeld(activity);
        break;
      case 'branches':
      case 'iterations':
        break;
    }
  }
  return onTimer || onTask ? { onTimer, onTask, onHeldTask } : undefined;
}

/** Whoever has a token, or has taken an activity's task, reports through the API: nobody here waits for it. */
function isHeld({ target, progress }: TaskActivityState): boolean {
  switch (target.family) {
    case 'function':
      return true;
    case 'activity':
      return progress === 'scheduled';
    case 'service':
      return target.pattern !== 'wait-for-task-token' || progress !== 'submitted';
  }
}
