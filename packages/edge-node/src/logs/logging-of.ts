import type { ExecutionLogging, LogLevel } from '@edgestep/engine';
import { isJsonArray, isJsonObject, type RevisionRecord } from '@edgestep/shared';

const LEVELS: readonly string[] = ['ALL', 'ERROR', 'FATAL'] satisfies readonly LogLevel[];

/** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*` */
const LOG_GROUP = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/;

/** What a revision wants logged; undefined when nothing is. */
export function loggingOf(revision: RevisionRecord | undefined): ExecutionLogging | undefined {
  const { level, includeExecutionData, destinations } = revision?.loggingConfiguration ?? {};
  const [destination] = isJsonArray(destinations) ? destinations : [];
  const group = isJsonObject(destination) ? destination.cloudWatchLogsLogGroup : undefined;
  const arn = isJsonObject(group) ? group.logGroupArn : undefined;
  const logGroup = typeof arn === 'string' ? LOG_GROUP.exec(arn)?.[1] : undefined;
  if (logGroup === undefined || typeof level !== 'string' || !LEVELS.includes(level)) return undefined;
  return { level: level as LogLevel, includeExecutionData: includeExecutionData === true, logGroup };
}
