import { describe, expect, it } from 'vitest';

import {
  historyDifference,
  recordedExecutions,
  runRecorded,
  type RecordedCase,
} from '../test/recorded-case.ts';
import { TestingError } from './testing-error.ts';

interface Played {
  readonly id: string;
  readonly difference: string | undefined;
}

/** Undefined for a case that calls a function that nobody has, or reads an object: that only services answer. */
async function play(each: RecordedCase): Promise<Played | undefined> {
  try {
    return { id: each.id, difference: historyDifference(each, await runRecorded(each)) };
  } catch (error) {
    if (error instanceof TestingError && error.code === 'mock-missing') return undefined;
    throw error;
  }
}

describe('runs in memory', () => {
  it('have the histories that AWS recorded: every event, its id and its predecessor', async () => {
    const cases = await recordedExecutions();
    const played = (await Promise.all(cases.map(play))).filter((each) => each !== undefined);
    expect(played.filter(({ difference }) => difference !== undefined)).toEqual([]);
    expect(played.length).toBeGreaterThan(300);
  });
});
