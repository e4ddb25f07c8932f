import { choice, flag, list, structure } from '../shape/describe.ts';
import { ARN } from './arn.ts';

/** What is logged of an execution, and where to. */
export interface LoggingConfiguration {
  readonly level?: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData?: boolean;
  readonly destinations?: readonly LogDestination[];
}

/** One place that logs go to. */
export interface LogDestination {
  readonly cloudWatchLogsLogGroup?: CloudWatchLogsLogGroup;
}

/** A log group, by its ARN. */
export interface CloudWatchLogsLogGroup {
  readonly logGroupArn?: string;
}

/** The shape of `LoggingConfiguration`. */
export const LOGGING_CONFIGURATION = structure<LoggingConfiguration>('LoggingConfiguration', {
  level: choice(['ALL', 'ERROR', 'FATAL', 'OFF']),
  includeExecutionData: flag(),
  destinations: list<LogDestination>(
    structure<LogDestination>('LogDestination', {
      cloudWatchLogsLogGroup: structure<CloudWatchLogsLogGroup>('CloudWatchLogsLogGroup', {
        logGroupArn: ARN,
      }),
    }),
  ),
});
