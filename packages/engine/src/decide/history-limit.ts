/** The longest history of a Standard execution (service quotas). Express executions have no history to bound. */
export const HISTORY_EVENTS_MAX = 25_000;

/**
 * Thrown in the midst of a turn that has no room for another event but the execution's end. What was emitted before
 * stays, and the execution fails with its last event.
 */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';
}
