import type { ExecutionState, ExecutionStatus, HistoryEvent } from '@edgestep/engine';
import type { Json } from '@edgestep/shared';

/** What a run came to. */
export interface TestRun {
  /** RUNNING: nothing moves the execution any more, or its time was up; `waitingFor` says what it waits for. */
  readonly status: ExecutionStatus;
  /** Of a success. */
  readonly output?: Json;
  /** Of everything else. */
  readonly error?: string;
  readonly cause?: string;
  /** The names of the states in the order in which they were entered, those of branches and iterations included. */
  readonly path: readonly string[];
  /** The execution history, as GetExecutionHistory answers it. */
  readonly history: readonly HistoryEvent[];
  /** How long it would have taken. */
  readonly virtualDurationMs: number;
  /** Of a RUNNING execution: what each of its lines waits for. */
  readonly waitingFor: readonly string[];
}

/** What the lines of an execution wait for, in words. */
export function waitsOf(state: ExecutionState): readonly string[] {
  if (state.status.kind !== 'RUNNING') return [];
  return [...state.frames.values()].flatMap(({ position }) => {
    if (position.kind !== 'inside') return [];
    const { entry, activity } = position;
    switch (activity.kind) {
      case 'task':
        return [`${entry.state}: its task (${activity.target.resource}) has no answer`];
      case 'waiting':
        return [`${entry.state}: it waits until ${new Date(activity.dueAt).toISOString()}`];
      case 'retrying':
        return [`${entry.state}: it is tried again at ${new Date(activity.dueAt).toISOString()}`];
      default:
        return [];
    }
  });
}
