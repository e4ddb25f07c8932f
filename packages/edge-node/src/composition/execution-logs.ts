import type { ExecutionReader } from '@edgestep/engine';
import { ExecutionLogStream } from '@edgestep/jetstream';
import type { Logger } from '@edgestep/runtime';

import type { NodeConfig } from '../config/node-config.ts';
import { ExecutionLogs } from '../logs/execution-logs.ts';
import { loggingOf } from '../logs/logging-of.ts';
import type { ZoneLink } from './zone-link.ts';

/** The execution logs of this node, over the zone's stream of them. */
export function composeExecutionLogs(
  config: NodeConfig,
  { connection, registry }: ZoneLink,
  executions: () => ExecutionReader,
  log: Logger,
  stack: AsyncDisposableStack,
): ExecutionLogs {
  const sink = stack.use(
    new ExecutionLogStream({
      connection,
      replicas: config.replicas,
      onTrouble: (message) => log.warn({}, message),
    }),
  );
  return new ExecutionLogs({
    sink,
    loggingOf: (revisionId) => loggingOf(registry.revision(revisionId)),
    events: (executionArn) => executions().events(executionArn),
    onFault: (fault, executionArn) =>
      log.warn({ err: fault, executionArn }, 'the log of an execution could not be taken up'),
  });
}
