import { describe, expect, it } from 'vitest';

import { judgeStorage, type Store } from './storage-level.ts';

const marks = { startPercent: 85, finishPercent: 95 };
const MB = 1_048_576;

function store(percent: number, more: Partial<Store> = {}): Store {
  return { name: 'the store', usedBytes: percent * MB, totalBytes: 100 * MB, ...more };
}

describe('the level of the stores', () => {
  it('is that of the fullest one', () => {
    expect(judgeStorage([], marks, 'open')).toEqual({ kind: 'open' });
    expect(judgeStorage([store(84.9)], marks, 'open')).toEqual({ kind: 'open' });
    expect(judgeStorage([store(10), store(85)], marks, 'open')).toEqual({
      kind: 'no-starts',
      why: 'the store is 85 % full (85.0 of 100 MB; the mark is 85 %)',
    });
    expect(judgeStorage([store(86), store(97)], marks, 'open')).toMatchObject({ kind: 'finish-only' });
  });

  it('does not flap: what was refused is taken again only well below the mark', () => {
    expect(judgeStorage([store(84)], marks, 'no-starts').kind).toBe('no-starts');
    expect(judgeStorage([store(82.9)], marks, 'no-starts').kind).toBe('open');
    expect(judgeStorage([store(94)], marks, 'finish-only').kind).toBe('finish-only');
    expect(judgeStorage([store(92.9)], marks, 'finish-only').kind).toBe('no-starts');
  });

  it('is open while a large disk has plenty of room, though most of it is used', () => {
    const plentyBytes = { starts: 10 * MB, work: 2 * MB };
    expect(judgeStorage([store(90, { plentyBytes })], marks, 'open').kind).toBe('open');
    expect(judgeStorage([store(91, { plentyBytes })], marks, 'open').kind).toBe('no-starts');
    expect(judgeStorage([store(97, { plentyBytes })], marks, 'open').kind).toBe('no-starts');
    expect(judgeStorage([store(99, { plentyBytes })], marks, 'open').kind).toBe('finish-only');
  });
});
