import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SIGHTINGS, sightingsIn } from '../operator/labels.ts';
import { findings } from '../run.ts';
import { ArtefactStore } from '../store/artefact-store.ts';
import { summarise, type SegmentResult } from '../summary/summarise.ts';
import { askOperator } from './ask-operator.ts';
import { detect } from './detect.ts';
import { learnBackground } from './learn-background.ts';
import { plan, type Plan } from './plan.ts';

let folder: string;
let store: ArtefactStore;
let planned: Plan;
let background: string;
let results: SegmentResult[];

const task = { signal: new AbortController().signal, heartbeat: () => undefined };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgestep-video-test-'));
  store = new ArtefactStore(folder);
  planned = await plan({ camera: 'road-1' });
  ({ background } = await learnBackground(store, planned));
  results = await Promise.all(
    planned.segments.map(async (segment) => ({
      ...(await detect(store, { segment, background, attempt: 9 }, task)),
      decidedBy: 'detector' as const,
    })),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the road camera of the example', () => {
  it('is planned as ten segments of about three seconds', () => {
    expect(planned).toMatchObject({ frames: 151, framesPerSecond: 5 });
    expect(planned.segments).toHaveLength(10);
    expect(planned.segments.at(-1)).toEqual({ index: 9, firstFrame: 136, lastFrame: 151 });
  });

  it('refuses a camera that is not there, and segments without a length', async () => {
    await expect(plan({ camera: 'road-9' })).rejects.toMatchObject({ name: 'Video.UnknownCamera' });
    await expect(plan({ camera: 'road-1', segmentSeconds: 0 })).rejects.toMatchObject({
      name: 'Video.InvalidInput',
    });
  });

  it('shows in every segment the cars that a person sees there', () => {
    const counted = results.map(({ cars }) => cars);
    const seen = planned.segments.map(
      ({ firstFrame, lastFrame }) => sightingsIn(firstFrame, lastFrame).length,
    );
    expect(counted).toEqual(seen);
    expect(counted).toEqual([0, 1, 1, 0, 1, 2, 2, 0, 1, 1]);
  });

  it('leaves the detector unsure where a car only just enters or leaves', () => {
    const unsure = results.filter(({ cars, score }) => cars > 0 && score < 0.75).map(({ index }) => index);
    expect(unsure).toEqual([4, 6]);
  });

  it('has four cars on the whole, within a frame or two of when a person sees them', () => {
    const summary = summarise({ ...planned, results });
    expect(summary).toMatchObject({ cars: 4, up: 2, down: 2, busiestSegment: 5, seconds: 30.2 });
    expect(summary.crossings.map(({ direction }) => direction)).toEqual(
      SIGHTINGS.map(({ direction }) => direction),
    );
    for (const [at, { firstFrame, lastFrame }] of SIGHTINGS.entries()) {
      const { fromSecond = 0, seconds = 0 } = summary.crossings[at] ?? {};
      expect(Math.abs(fromSecond - (firstFrame - 1) / 5)).toBeLessThanOrEqual(0.4);
      expect(Math.abs(fromSecond + seconds - lastFrame / 5)).toBeLessThanOrEqual(0.4);
    }
    expect(findings(summary)[0]).toBe('4 cars in 30.2 s: 2 driving up the picture, 2 down');
  });
});

describe('the functions', () => {
  it('answer the same when they are done again, also on a machine without the background', async () => {
    expect(await learnBackground(store, planned)).toEqual({ background });
    const elsewhere = new ArtefactStore(join(folder, 'elsewhere'));
    const segment = planned.segments[5];
    if (segment === undefined) throw new Error('no segment 5');
    const again = await detect(elsewhere, { segment, background, attempt: 1 }, task);
    expect({ ...again, decidedBy: 'detector' }).toEqual(results[5]);
  });

  it('fail by name when the camera link drops, and come through at a later attempt', async () => {
    const segment = planned.segments[8];
    if (segment === undefined) throw new Error('no segment 8');
    for (const attempt of [0, 1]) {
      await expect(detect(store, { segment, background, attempt }, task)).rejects.toMatchObject({
        name: 'Camera.LinkDropped',
      });
    }
    await expect(detect(store, { segment, background, attempt: 2 }, task)).resolves.toMatchObject({
      cars: 1,
    });
  });

  it('stop when the task is not wanted any more', async () => {
    const segment = planned.segments[0];
    if (segment === undefined) throw new Error('no segment 0');
    const signal = AbortSignal.abort(new Error('cancelled'));
    const stopped = detect(store, { segment, background, attempt: 0 }, { ...task, signal });
    await expect(stopped).rejects.toThrow('cancelled');
  });

  it('show a person the frames in question, with boxes', async () => {
    const unsure = results[4];
    if (unsure === undefined) throw new Error('no result 4');
    const { sheet } = await askOperator(store, { ...unsure, taskToken: 't', execution: 'e/1' });
    expect(sheet).toBe(join(folder, 'question-e-1-4.jpg'));
    // Frames 72 to 75: the track from 73 on, and the frame before it.
    expect(await sharp(sheet).metadata()).toMatchObject({ format: 'jpeg', width: 1_536, height: 216 });
  });

  it('keep artefacts within their folder', () => {
    expect(() => store.pathOf('../secret.png')).toThrow('no name of an artefact');
  });
});
