import type { HistoryEventType } from '../history/history-event-type.ts';

/** How much of an execution is logged (API reference, LoggingConfiguration). */
export type LogLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

/** How an execution can end badly. */
const FATAL: ReadonlySet<HistoryEventType> = new Set([
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

/** Whatever failed, timed out or was given up, of whatever kind; a Fail state says so with its entry. */
const ERROR = /(?:Failed|TimedOut|Aborted)$/;

/** Whether events of a type are logged at a level (Developer Guide, log levels; recorded behaviour, logs). */
export function isLogged(type: HistoryEventType, level: LogLevel): boolean {
  switch (level) {
    case 'ALL':
      return true;
    case 'ERROR':
      return ERROR.test(type) || type === 'FailStateEntered';
    case 'FATAL':
      return FATAL.has(type);
    case 'OFF':
      return false;
  }
}
