import type { LogRecord } from '@edgestep/engine';
import { ExecutionLogStream } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';
import { partitionOf, type PartitionId } from '@edgestep/shared';

import type { ServingConfig } from '../config/node-config.ts';
import { ExecutionLogs, type ExecutionLogsOptions } from '../logs/execution-logs.ts';
import { loggingOf } from '../logs/logging-of.ts';
import type { ZoneProjections } from '../projections/zone-projections.ts';
import type { ZoneLink } from './zone-link.ts';

/** The execution logs of this node, over the zone's stream of them. */
export interface NodeLogs {
  /** A record of a partition that this node owns is durable. */
  onRecord(record: LogRecord): void;
  /** This node becomes the owner of a partition, which others may have owned since it did last. */
  onTaken(partition: PartitionId): void;
  /** Something has happened to Express executions of this node. */
  onExpressRecord(record: LogRecord): void;
}

export function composeExecutionLogs(
  config: ServingConfig,
  { connection, registry }: ZoneLink,
  projections: () => Pick<ZoneProjections, 'reader' | 'revisionOf'>,
  log: Logger,
  stack: AsyncDisposableStack,
): NodeLogs {
  const sink = stack.use(
    new ExecutionLogStream({
      connection,
      replicas: config.replicas,
      onTrouble: (message) => log.warn({}, message),
    }),
  );
  const options: ExecutionLogsOptions = {
    sink,
    loggingOf: (revisionId) => loggingOf(registry.revision(revisionId)),
    revisionOf: (executionArn) => projections().revisionOf(executionArn),
    events: (executionArn) => projections().reader.events(executionArn),
    onFault: (fault, executionArn) =>
      log.warn({ err: fault, executionArn }, 'the log of an execution could not be written'),
  };
  const durable = new ExecutionLogs(options);
  const express = new ExecutionLogs(options);
  return {
    onRecord: (record) => durable.note(record),
    onTaken: (partition) =>
      durable.forget((executionArn) => partitionOf(executionArn, config.partitions) === partition),
    onExpressRecord: (record) => express.note(record),
  };
}
