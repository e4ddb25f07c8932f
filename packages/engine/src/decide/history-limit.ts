/** The longest history of a Standard execution (service quotas). Express executions have no history to bound. */
export const HISTORY_EVENTS_MAX = 25_000;
