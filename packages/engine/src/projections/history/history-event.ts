import type { HistoryEventDetails } from './history-event-details.ts';
import type { HistoryEventType } from './history-event-type.ts';

/**
 * One event of the AWS execution history, in the shape of the API (GetExecutionHistory, HistoryEvent): payloads
 * are JSON texts, and of the details exactly those that belong to `type` are present.
 */
export interface HistoryEvent extends HistoryEventDetails {
  readonly timestamp: Date;
  readonly type: HistoryEventType;
  readonly id: number;
  readonly previousEventId: number;
}
