import type { MapRunActivityView } from '../../execution/frame-view.ts';

/** So many children of a Map Run are open at once at most: each is held in its parent's memory. */
const CHILDREN_OPEN_MAX = 1_000;

/** How many children a Map Run may start now. */
export function childRoom({ limits, open }: MapRunActivityView): number {
  const { maxConcurrency } = limits;
  const max = maxConcurrency === 0 ? CHILDREN_OPEN_MAX : Math.min(maxConcurrency, CHILDREN_OPEN_MAX);
  return Math.max(0, max - open.size);
}

/** Whether a Map Run has items left, and room for another child. */
export function canOpenChild(run: MapRunActivityView): boolean {
  return run.closing === undefined && run.nextItem < (run.total ?? 0) && childRoom(run) > 0;
}

/** Whether a Map Run has children left to redrive, and room for another one. */
export function canRedriveChild(run: MapRunActivityView): boolean {
  return run.closing === undefined && run.awaiting.size > 0 && childRoom(run) > 0;
}
