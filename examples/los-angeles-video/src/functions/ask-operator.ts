import sharp from 'sharp';

import { readFrame } from '../camera/recording.ts';
import type { Box, Track } from '../motion/tracks.ts';
import type { Segment } from '../segments/plan-segments.ts';
import type { ArtefactStore } from '../store/artefact-store.ts';

/** A count that the detector is not sure of, and the token with which a person decides it. */
export interface Question extends Segment {
  readonly taskToken: string;
  readonly execution: string;
  readonly cars: number;
  readonly score: number;
  readonly tracks: readonly Track[];
}

const COLUMNS = 4;
const WIDTH = 384;
const HEIGHT = 216;

/**
 * `video-ask-operator`: lays the frames in question out in one picture, with boxes around what was found, for a
 * person to look at. The answer comes later, by SendTaskSuccess with the token.
 */
export async function askOperator(store: ArtefactStore, question: Question): Promise<{ sheet: string }> {
  const shown = framesToShow(question);
  const tiles = await Promise.all(
    shown.map(async (number, at) => ({
      input: await tile(number, question.tracks),
      left: (at % COLUMNS) * WIDTH,
      top: Math.floor(at / COLUMNS) * HEIGHT,
    })),
  );
  const rows = Math.ceil(tiles.length / COLUMNS);
  const canvas = { width: COLUMNS * WIDTH, height: rows * HEIGHT, channels: 3 as const, background: '#000' };
  const sheet = await sharp({ create: canvas }).composite(tiles).jpeg({ quality: 80 }).toBuffer();
  const name = `question-${question.execution.replaceAll(/\W/g, '-').slice(-80)}-${question.index}.jpg`;
  await store.write(name, sheet);
  return { sheet: store.pathOf(name) };
}

/** The frames around the tracks, or a few of the segment when there is none. */
function framesToShow({ tracks, firstFrame, lastFrame }: Question): number[] {
  const from = Math.min(lastFrame, ...tracks.map((track) => track.firstFrame));
  const to = Math.max(from, ...tracks.map((track) => track.lastFrame));
  const first = Math.max(firstFrame, from - 1);
  const last = Math.min(lastFrame, to + 1, first + 2 * COLUMNS - 1);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

async function tile(number: number, tracks: readonly Track[]): Promise<Buffer> {
  const boxes = tracks.flatMap((track) => [
    ...(track.firstFrame === number ? [track.firstBox] : []),
    ...(track.lastFrame === number && number !== track.firstFrame ? [track.lastBox] : []),
  ]);
  const overlay = Buffer.from(
    `<svg width="${WIDTH}" height="${HEIGHT}">${boxes.map(rectangle).join('')}</svg>`,
  );
  return sharp(await readFrame(number))
    .resize(WIDTH, HEIGHT)
    .composite([{ input: overlay, left: 0, top: 0 }])
    .toBuffer();
}

function rectangle(box: Box): string {
  const [x, y] = [box.left * WIDTH, box.top * HEIGHT];
  const [width, height] = [(box.right - box.left) * WIDTH, (box.bottom - box.top) * HEIGHT];
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#fc0" stroke-width="2"/>`;
}
