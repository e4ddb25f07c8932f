import { describe, expect, it } from 'vitest';

import { eventsOf, recordedExecutions, runRecorded, type RecordedCase } from '../test/recorded-case.ts';
import { TestingError } from './testing-error.ts';

/** What the runner says of itself that it cannot run: a distributed Map, a function that nobody declared. */
const UNPLAYABLE = new Set(['unsupported', 'mock-missing']);

async function differs(each: RecordedCase): Promise<boolean | undefined> {
  try {
    const run = await runRecorded(each);
    const orderInsensitive = each.orderInsensitive === true;
    const expected = eventsOf(each.expected.history ?? [], orderInsensitive);
    return eventsOf(run.history, orderInsensitive).join('\n') !== expected.join('\n');
  } catch (error) {
    if (error instanceof TestingError && UNPLAYABLE.has(error.code)) return undefined;
    throw error;
  }
}

describe('runs in memory', () => {
  it('have the histories that AWS recorded: every event, its id and its predecessor', async () => {
    const cases = await recordedExecutions();
    const results = await Promise.all(
      cases.map(async (each) => ({ id: each.id, differs: await differs(each) })),
    );
    expect(results.filter((each) => each.differs === true).map(({ id }) => id)).toEqual([]);
    expect(results.filter((each) => each.differs === false).length).toBeGreaterThan(300);
  });
});
