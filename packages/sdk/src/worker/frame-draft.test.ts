import { BATCH_CHARACTERS_MAX, parseWorkerFrame } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { FrameDraft } from './frame-draft.ts';

function framesOf(draft: FrameDraft, held: readonly string[] = []) {
  return draft.take(held).map((text) => parseWorkerFrame(text));
}

describe('what a worker has to tell a caller', () => {
  it('is one frame, which says of each task what came of it', () => {
    const draft = new FrameDraft('w-1', 2_000);
    draft.answer('a', { kind: 'done', body: '{"n":1}' }, 1.5);
    draft.answer('b', { kind: 'failed', body: '{"errorType":"Odd"}', description: 'Odd' }, 0.25);
    draft.answer('c', { kind: 'refused', refusal: 'busy' }, 0);
    draft.heartbeat('d');
    expect(framesOf(draft, ['d', 'e'])).toEqual([
      {
        worker: 'w-1',
        beatIntervalMs: 2_000,
        done: [['a', { n: 1 }, 1_500]],
        failed: [['b', { errorType: 'Odd' }, 250]],
        refused: [['c', 'busy', 0]],
        held: ['d', 'e'],
        heartbeats: ['d'],
      },
    ]);
  });

  it('is told once, and nothing is told by nothing', () => {
    const draft = new FrameDraft('w-1', 2_000);
    expect(draft.take([])).toEqual([]);
    draft.answer('a', { kind: 'done', body: 'null' }, 0);
    expect(draft.isEmpty).toBe(false);
    expect(draft.take([])).toHaveLength(1);
    expect(draft.isEmpty).toBe(true);
    expect(draft.take([])).toEqual([]);
  });

  it('is several frames when it is much; one result that is larger goes alone', () => {
    const draft = new FrameDraft('w-1', 2_000);
    const half = JSON.stringify('x'.repeat(BATCH_CHARACTERS_MAX / 2 + 1));
    const more = JSON.stringify('x'.repeat(BATCH_CHARACTERS_MAX * 2));
    for (const [id, body] of [
      ['a', half],
      ['b', half],
      ['c', '1'],
      ['d', more],
      ['e', '2'],
    ] as const) {
      draft.answer(id, { kind: 'done', body }, 0);
    }
    const ids = framesOf(draft).map((frame) => frame?.done.map(([id]) => id));
    expect(ids).toEqual([['a'], ['b', 'c'], ['d'], ['e']]);
  });

  it('names every task that is held, however many there are', () => {
    const draft = new FrameDraft('w-1', 2_000);
    draft.answer('a', { kind: 'done', body: '1' }, 0);
    const held = Array.from({ length: 10_000 }, (_, index) => `h${index}`);
    const frames = framesOf(draft, held);
    expect(frames.flatMap((frame) => frame?.held)).toEqual(held);
    expect(frames.flatMap((frame) => frame?.done)).toEqual([['a', 1, 0]]);
  });
});
