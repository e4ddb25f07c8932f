import type { MapItem } from '@edgestep/asl';
import type { BlockStart, FrameId, Json } from '@edgestep/shared';

import type { ExecutionState } from './execution-state.ts';
import { NO_VARIABLES, type FrameState } from './frame-state.ts';

/** Where a new frame hangs, and what it begins with. */
export interface FrameOpening {
  readonly id: FrameId;
  readonly parent: FrameId | undefined;
  readonly index: number;
  readonly start: BlockStart;
  readonly input: Json;
  readonly mapItem: MapItem | undefined;
  readonly lastEventId: number;
}

/** Adds a frame that is about to enter its first state. */
export function openFrame(state: ExecutionState, opening: FrameOpening): void {
  const frame: FrameState = {
    id: opening.id,
    parent: opening.parent,
    index: opening.index,
    block: opening.start.block,
    variables: NO_VARIABLES,
    mapItem: opening.mapItem,
    lastEventId: opening.lastEventId,
    position: { kind: 'between', next: opening.start.startAt, input: opening.input },
  };
  state.frames.set(opening.id, frame);
  state.ready.push(opening.id);
  if (opening.id >= state.nextFrame) state.nextFrame = opening.id + 1;
}
