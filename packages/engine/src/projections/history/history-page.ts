import type { HistoryEvent } from './history-event.ts';

/** A part of a history. */
export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  /** The id of the last event shown, when there are more behind it. */
  readonly lastShown: number | undefined;
}

/** What the caller of GetExecutionHistory asks for. */
export interface HistoryPageRequest {
  readonly reverseOrder: boolean;
  /** How many events at most, from 1. */
  readonly eventsMax: number;
  /** The id of the event that the page before ended with. */
  readonly after: number | undefined;
}

/**
 * Cuts a page out of a whole history: by the event that was shown last, so that pages of an execution that goes on
 * neither repeat nor miss an event.
 */
export function historyPage(history: readonly HistoryEvent[], request: HistoryPageRequest): HistoryPage {
  const { reverseOrder, eventsMax, after } = request;
  const ordered = reverseOrder ? history.toReversed() : history;
  const rest =
    after === undefined
      ? ordered
      : ordered.filter((event) => (reverseOrder ? event.id < after : event.id > after));
  const events = rest.slice(0, eventsMax);
  const lastShown = events.length === rest.length ? undefined : events.at(-1)?.id;
  return { events, lastShown };
}
