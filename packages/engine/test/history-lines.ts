import type { HistoryEvent } from '../src/projections/history/history-event.ts';

/** A history with one text an event, its predecessor included: `4<3 PassStateEntered`. */
export function historyLines(history: readonly HistoryEvent[]): readonly string[] {
  return history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
}

/** The types of a history's events, in their order. */
export function historyTypes(history: readonly HistoryEvent[]): readonly string[] {
  return history.map(({ type }) => type);
}

/** The first event of a type. Throws when there is none: the specification expects one. */
export function eventOfType(history: readonly HistoryEvent[], type: HistoryEvent['type']): HistoryEvent {
  const event = history.find((each) => each.type === type);
  if (event !== undefined) return event;
  throw new Error(`no ${type} among ${historyTypes(history).join(', ')}`);
}
