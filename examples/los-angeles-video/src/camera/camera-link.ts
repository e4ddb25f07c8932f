import { TaskError } from '@edgestep/sdk';

import type { Segment } from '../segments/plan-segments.ts';
import { readFrame } from './recording.ts';

/**
 * **Simulated, the only thing here that is**: the radio link between the camera and the worker drops in the middle of
 * these segments. The number says how many attempts fail before the link holds; every other segment comes through.
 */
const DROPS_BEFORE_SUCCESS: Readonly<Record<number, number>> = { 2: 1, 5: 1, 8: 2 };

/** Fetches a segment's frames one after the other over the camera's link. */
export async function* fetchFrames(
  segment: Segment,
  attempt: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly number: number; readonly jpeg: Uint8Array }, void, undefined> {
  const drops = attempt < (DROPS_BEFORE_SUCCESS[segment.index] ?? 0);
  const middle = Math.floor((segment.firstFrame + segment.lastFrame) / 2);
  for (let number = segment.firstFrame; number <= segment.lastFrame; number += 1) {
    signal.throwIfAborted();
    if (drops && number > middle) {
      throw new TaskError(
        'Camera.LinkDropped',
        `segment ${segment.index}: the link dropped after frame ${middle}, attempt ${attempt + 1}`,
      );
    }
    yield { number, jpeg: await readFrame(number) };
  }
}
