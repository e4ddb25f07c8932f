import { describe, expect, it } from 'vitest';

import { withDates } from './timestamps.ts';

describe('the timestamps of an answer', () => {
  it('become Dates, to the millisecond', () => {
    expect(withDates({ startDate: 1_763_712_000.123, status: 'RUNNING' })).toEqual({
      startDate: new Date('2025-11-21T08:00:00.123Z'),
      status: 'RUNNING',
    });
  });

  it('are found in lists', () => {
    expect(withDates({ events: [{ id: 1, timestamp: 0 }] })).toEqual({
      events: [{ id: 1, timestamp: new Date(0) }],
    });
  });

  it('leave JSON payloads and names alone', () => {
    const answer = { output: '{"timestamp":12}', variableReferences: { startDate: ['x'] }, nextToken: null };
    expect(withDates(answer)).toEqual(answer);
  });
});
