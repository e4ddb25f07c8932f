import type { FrameId } from '@edgestep/shared';

import type { MapRunActivityView } from '../../execution/frame-view.ts';
import type { Turn } from '../turn.ts';

/** The Map Run of a frame; undefined when it is over, or the frame is gone. */
export function mapRunOf(turn: Turn, frame: FrameId): MapRunActivityView | undefined {
  const position = turn.execution.frames.get(frame)?.position;
  if (position?.kind !== 'inside' || position.activity.kind !== 'map-run') return undefined;
  return position.activity;
}
