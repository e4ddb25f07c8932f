import type { Effect } from './effect.ts';

/**
 * Leaves out what one and the same decision asked for and took back: a task that was scheduled and given up
 * within one turn is never handed out.
 */
export function dropUndone(effects: readonly Effect[], lastEventIdBefore: number): readonly Effect[] {
  // Mostly there is nothing to look for: a decision with a task in it need not make the set.
  if (!effects.some(({ kind }) => kind === 'CancelTask')) return effects;
  const undone = new Set<number>();
  for (const effect of effects) {
    if (effect.kind === 'CancelTask' && effect.task.taskId > lastEventIdBefore)
      undone.add(effect.task.taskId);
  }
  if (undone.size === 0) return effects;
  return effects.filter(
    (effect) =>
      !((effect.kind === 'CancelTask' || effect.kind === 'DispatchTask') && undone.has(effect.task.taskId)),
  );
}
