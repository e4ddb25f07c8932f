import type { HistoryEvent } from '../history/history-event.ts';

/**
 * An event as the service logs it (recorded behaviour, logs): JSON on one line, numbers as texts, the details without
 * the name that the history gives them.
 */
export function logLine(event: HistoryEvent, executionArn: string, redriveCount: number): string {
  const { timestamp, type, id, previousEventId, ...named } = event;
  const [details = {}] = Object.values(named) as object[];
  return JSON.stringify({
    id: String(id),
    type,
    details,
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp.getTime()),
    execution_arn: executionArn,
    redrive_count: String(redriveCount),
  });
}
