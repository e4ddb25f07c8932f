import type { FrameId } from '@edgestep/shared';

import type { FrameState } from './frame-state.ts';

/**
 * The frames of an execution by their ids. The root frame, the only one of most executions, is at hand without hashing:
 * a transition asks for its frame six times.
 */
export class FrameTable extends Map<FrameId, FrameState> {
  #root: FrameState | undefined;

  override get(id: FrameId): FrameState | undefined {
    return id === 0 ? this.#root : super.get(id);
  }

  override set(id: FrameId, frame: FrameState): this {
    if (id === 0) this.#root = frame;
    return super.set(id, frame);
  }

  override delete(id: FrameId): boolean {
    if (id === 0) this.#root = undefined;
    return super.delete(id);
  }

  override clear(): void {
    this.#root = undefined;
    super.clear();
  }
}
