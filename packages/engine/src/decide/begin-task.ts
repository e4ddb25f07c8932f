import type { FrameId } from '@edgestep/shared';

import type { TaskActivityState } from '../state/frame-state.ts';
import type { DecisionTurn } from './turn.ts';

/** Short work is reported by its end alone, which says that it began, too: the history tells both. */
export function beginTask(turn: DecisionTurn, frame: FrameId, task: TaskActivityState): void {
  if (task.progress === 'scheduled') turn.emit({ kind: 'TaskStarted', frame });
}
