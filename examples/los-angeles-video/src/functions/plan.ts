import { TaskError } from '@edgestep/sdk';

import { countFrames, FRAMES_PER_SECOND } from '../camera/recording.ts';
import { planSegments, type Segment } from '../segments/plan-segments.ts';

/** What an execution is started with. */
export interface PlanInput {
  readonly camera: string;
  /** How long a segment is; 3 s when it is left out. */
  readonly segmentSeconds?: number;
}

export interface Plan {
  readonly camera: string;
  readonly framesPerSecond: number;
  readonly frames: number;
  readonly segments: readonly Segment[];
}

const SEGMENT_SECONDS_DEFAULT = 3;
const CAMERAS = ['road-1'];

/** `video-plan`: cuts the camera's recording into segments. */
export async function plan(input: PlanInput): Promise<Plan> {
  const { camera, segmentSeconds = SEGMENT_SECONDS_DEFAULT } = input ?? {};
  if (!CAMERAS.includes(camera)) {
    throw new TaskError(
      'Video.UnknownCamera',
      `camera: ${JSON.stringify(camera)}; there is ${CAMERAS.join(', ')}`,
    );
  }
  if (typeof segmentSeconds !== 'number' || segmentSeconds < 1 || segmentSeconds > 60) {
    throw new TaskError('Video.InvalidInput', 'segmentSeconds: a number from 1 to 60');
  }
  const frames = await countFrames();
  const segments = planSegments(frames, Math.round(segmentSeconds * FRAMES_PER_SECOND));
  return { camera, framesPerSecond: FRAMES_PER_SECOND, frames, segments };
}
