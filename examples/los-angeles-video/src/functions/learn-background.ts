import { createHash } from 'node:crypto';

import { TaskError } from '@edgestep/sdk';

import { countFrames, readFrame } from '../camera/recording.ts';
import { decodeFrame } from '../frames/decode-frame.ts';
import type { Frame } from '../frames/frame.ts';
import { medianBackground } from '../motion/background.ts';
import type { ArtefactStore } from '../store/artefact-store.ts';
import { decodeFramePng, encodeFrame } from '../store/frame-png.ts';

export interface LearnInput {
  readonly camera: string;
  readonly frames: number;
}

/** Every so many frames one is looked at. */
const SAMPLE_EVERY = 5;

/** `video-learn-background`: what the road looks like without cars. The picture is stored, its name is the result. */
export async function learnBackground(
  store: ArtefactStore,
  input: Pick<LearnInput, 'frames'>,
): Promise<{ background: string }> {
  const samples: Frame[] = [];
  for (let number = 1; number <= input.frames; number += SAMPLE_EVERY) {
    samples.push(await decodeFrame(await readFrame(number)));
  }
  const png = await encodeFrame(medianBackground(samples));
  const background = `background-${createHash('sha256').update(png).digest('hex').slice(0, 16)}.png`;
  await store.write(background, png);
  return { background };
}

/** The background of this name; learned again where it is missing: another machine, or a store that was emptied. */
export async function loadBackground(store: ArtefactStore, name: string): Promise<Frame> {
  let png = await store.read(name);
  if (png === undefined) {
    await learnBackground(store, { frames: await countFrames() });
    png = await store.read(name);
  }
  if (png === undefined)
    throw new TaskError('Video.BackgroundMissing', `${name} cannot be learned from this recording`);
  return decodeFramePng(png);
}
