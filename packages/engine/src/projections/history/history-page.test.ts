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

function ids(whole: HistoryEvent[], request: { reverseOrder: boolean; nextToken?: string | undefined }) {
  const page = historyPage(whole, { eventsMax: 2, nextToken: undefined, ...request });
  return { ids: page?.events.map((event) => event.id), nextToken: page?.nextToken };
}

describe('pages of a history', () => {
  it('go through all events, in either direction', () => {
    for (const reverseOrder of [false, true]) {
      const seen: number[] = [];
      let nextToken: string | undefined;
      do {
        const page = ids(history(5), { reverseOrder, nextToken });
        seen.push(...(page.ids ?? []));
        ({ nextToken } = page);
      } while (nextToken !== undefined);
      expect(seen).toEqual(reverseOrder ? [5, 4, 3, 2, 1] : [1, 2, 3, 4, 5]);
    }
  });

  it('end without a token when they end exactly', () => {
    const first = ids(history(4), { reverseOrder: false });
    const second = ids(history(4), { reverseOrder: false, nextToken: first.nextToken });
    expect(second).toEqual({ ids: [3, 4], nextToken: undefined });
    expect(ids([], { reverseOrder: false })).toEqual({ ids: [], nextToken: undefined });
  });

  it('neither repeat nor miss an event while the execution goes on', () => {
    const forward = ids(history(3), { reverseOrder: false });
    expect(ids(history(9), { reverseOrder: false, nextToken: forward.nextToken }).ids).toEqual([3, 4]);
    const backward = ids(history(3), { reverseOrder: true });
    expect(ids(history(9), { reverseOrder: true, nextToken: backward.nextToken }).ids).toEqual([1]);
  });

  it('refuse a token of another kind or direction', () => {
    const { nextToken } = ids(history(5), { reverseOrder: false });
    for (const token of ['', 'x', 'history.forward.', 'history.forward.1x', `${nextToken} `]) {
      const request = { reverseOrder: false, eventsMax: 2, nextToken: token };
      expect(historyPage(history(5), request)).toBeUndefined();
    }
    expect(historyPage(history(5), { reverseOrder: true, eventsMax: 2, nextToken })).toBeUndefined();
  });
});
