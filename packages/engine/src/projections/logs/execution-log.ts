import type { ExecutionEvent } from '@edgestep/shared';

import { HistoryProjector } from '../history/project-history.ts';
import { isLogged, type LogLevel } from './log-level.ts';
import { logLine } from './log-line.ts';

/** What a state machine wants logged, and where to (API reference, LoggingConfiguration). */
export interface ExecutionLogging {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  /** The name of the log group. */
  readonly logGroup: string;
}

/** A line of a log, and the number of the history event that it tells of. */
export interface LoggedEvent {
  readonly eventId: number;
  readonly line: string;
}

/** Writes the log of one execution as its events come: from the first one on, all of them, in their order. */
export class ExecutionLog {
  readonly #executionArn: string;
  readonly #level: LogLevel;
  readonly #projector: HistoryProjector;
  #redriveCount = 0;

  constructor(executionArn: string, { level, includeExecutionData }: ExecutionLogging) {
    this.#executionArn = executionArn;
    this.#level = level;
    this.#projector = new HistoryProjector({ includeExecutionData });
  }

  /** The event's line; undefined for one that is not logged. */
  note(event: ExecutionEvent): LoggedEvent | undefined {
    if (event.kind === 'ExecutionRedriven') this.#redriveCount = event.redriveCount;
    const shown = this.#projector.show(event);
    if (shown === undefined || !isLogged(shown.type, this.#level)) return undefined;
    return { eventId: shown.id, line: logLine(shown, this.#executionArn, this.#redriveCount) };
  }
}
