import type { TaskContext } from '@edgestep/sdk';

import { fetchFrames } from '../camera/camera-link.ts';
import { decodeFrame } from '../frames/decode-frame.ts';
import { detectMotion, type Detection, type NumberedFrame } from '../motion/detect-motion.ts';
import type { Segment } from '../segments/plan-segments.ts';
import type { ArtefactStore } from '../store/artefact-store.ts';
import { loadBackground } from './learn-background.ts';

export interface DetectInput {
  readonly segment: Segment;
  readonly background: string;
  /** `$$.State.RetryCount`: which attempt of the state this is, from 0. */
  readonly attempt: number;
}

/** `video-detect`: fetches a segment over the camera's link, decodes it and finds the cars. */
export async function detect(
  store: ArtefactStore,
  input: DetectInput,
  task: Pick<TaskContext, 'signal' | 'heartbeat'>,
): Promise<Segment & Detection> {
  const background = await loadBackground(store, input.background);
  const frames: NumberedFrame[] = [];
  for await (const { number, jpeg } of fetchFrames(input.segment, input.attempt, task.signal)) {
    frames.push({ number, frame: await decodeFrame(jpeg) });
    task.heartbeat();
  }
  return { ...input.segment, ...detectMotion(frames, background) };
}
