import { describe, expect, it } from 'vitest';

import { parseWorkerProgress } from './worker-protocol.ts';

describe('the progress messages of a worker', () => {
  it('are read as what they are', () => {
    expect(parseWorkerProgress('{"kind":"accepted","worker":"host-3/4711","beatIntervalMs":2000}')).toEqual({
      kind: 'accepted',
      worker: 'host-3/4711',
      beatIntervalMs: 2000,
    });
    expect(parseWorkerProgress('{"kind":"beat"}')).toEqual({ kind: 'beat' });
    expect(parseWorkerProgress('{"kind":"heartbeat","more":1}')).toEqual({ kind: 'heartbeat' });
  });

  it('are ignored when they are something else', () => {
    for (const text of [
      '',
      'beat',
      'null',
      '[]',
      '"beat"',
      '{"kind":"done"}',
      '{"kind":"accepted"}',
      '{"kind":',
    ]) {
      expect(parseWorkerProgress(text)).toBeUndefined();
    }
  });

  it('cannot ask for an interval that would hide a dead worker for ever', () => {
    const text = (interval: number) => `{"kind":"accepted","worker":"w","beatIntervalMs":${interval}}`;
    expect(parseWorkerProgress(text(1e12))).toMatchObject({ beatIntervalMs: 60_000 });
    expect(parseWorkerProgress(text(-1))).toMatchObject({ beatIntervalMs: 50 });
  });
});
