import { describe, expect, it } from 'vitest';

import type { HistoryEvent } from './history-event.ts';
import { historyPage } from './history-page.ts';

const history = (events: number): HistoryEvent[] =>
  Array.from({ length: events }, (_, index) => ({
    id: index + 1,
    previousEventId: index,
    type: 'PassStateEntered',
    timestamp: new Date(0),
  }));

function ids(whole: HistoryEvent[], request: { reverseOrder: boolean; after?: number | undefined }) {
  const page = historyPage(whole, { eventsMax: 2, after: undefined, ...request });
  return { ids: page.events.map((event) => event.id), lastShown: page.lastShown };
}

describe('pages of a history', () => {
  it('go through all events, in either direction', () => {
    for (const reverseOrder of [false, true]) {
      const seen: number[] = [];
      let after: number | undefined;
      do {
        const page = ids(history(5), { reverseOrder, after });
        seen.push(...page.ids);
        after = page.lastShown;
      } while (after !== undefined);
      expect(seen).toEqual(reverseOrder ? [5, 4, 3, 2, 1] : [1, 2, 3, 4, 5]);
    }
  });

  it('are the last ones when they end exactly', () => {
    const first = ids(history(4), { reverseOrder: false });
    expect(first.lastShown).toBe(2);
    const second = ids(history(4), { reverseOrder: false, after: first.lastShown });
    expect(second).toEqual({ ids: [3, 4], lastShown: undefined });
    expect(ids([], { reverseOrder: false })).toEqual({ ids: [], lastShown: undefined });
  });

  it('neither repeat nor miss an event while the execution goes on', () => {
    const forward = ids(history(3), { reverseOrder: false });
    expect(ids(history(9), { reverseOrder: false, after: forward.lastShown }).ids).toEqual([3, 4]);
    const backward = ids(history(3), { reverseOrder: true });
    expect(ids(history(9), { reverseOrder: true, after: backward.lastShown }).ids).toEqual([1]);
  });
});
