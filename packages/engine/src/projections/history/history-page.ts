import type { HistoryEvent } from './history-event.ts';

/** A part of a history. `nextToken` is absent after the last one. */
export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly nextToken?: string;
}

/** What the caller of GetExecutionHistory asks for. */
export interface HistoryPageRequest {
  readonly reverseOrder: boolean;
  /** How many events at most, from 1. */
  readonly eventsMax: number;
  readonly nextToken: string | undefined;
}

/**
 * Cuts a page out of a whole history. The token names the last event shown and the direction, so that pages of an
 * execution that goes on neither repeat nor miss an event. Undefined for a token that is none.
 */
export function historyPage(
  history: readonly HistoryEvent[],
  request: HistoryPageRequest,
): HistoryPage | undefined {
  const lastShown = request.nextToken === undefined ? undefined : readToken(request);
  if (request.nextToken !== undefined && lastShown === undefined) return undefined;
  const ordered = request.reverseOrder ? history.toReversed() : history;
  const rest =
    lastShown === undefined
      ? ordered
      : ordered.filter((event) => (request.reverseOrder ? event.id < lastShown : event.id > lastShown));
  const events = rest.slice(0, request.eventsMax);
  const last = events.at(-1);
  if (last === undefined || events.length === rest.length) return { events };
  return { events, nextToken: `${prefix(request)}${last.id}` };
}

function prefix(request: HistoryPageRequest): string {
  return request.reverseOrder ? 'history.reverse.' : 'history.forward.';
}

function readToken(request: HistoryPageRequest): number | undefined {
  const token = request.nextToken ?? '';
  const text = token.startsWith(prefix(request)) ? token.slice(prefix(request).length) : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
