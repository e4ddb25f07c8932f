import { redriveObstacle, type ExecutionDetails } from '@edgestep/engine';
import type { ApiResponse } from '@edgestep/gateway';
import { parseArn } from '@edgestep/shared';

import type { NodeServices } from './node-services.ts';

type RedriveStanding = Pick<ApiResponse<'DescribeExecution'>, 'redriveStatus' | 'redriveStatusReason'>;

/** Whether an execution could be redriven now, and why not (API reference, DescribeExecution). */
export function redriveStanding(services: NodeServices, execution: ExecutionDetails): RedriveStanding {
  const { status, startedAt, stoppedAt: closedAt, historyEvents } = execution;
  const reason =
    redriveObstacle({ status, startedAt, closedAt, historyEvents }, services.now()) ??
    machineObstacle(services, execution.executionArn);
  if (reason !== undefined) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  return { redriveStatus: execution.mapRunArn === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN' };
}

/** A state machine that was deleted takes no redrives; in the service's words. */
export function machineObstacle(services: NodeServices, executionArn: string): string | undefined {
  const resource = parseArn(executionArn)?.resource;
  const record =
    resource?.type === 'execution' ? services.registry.stateMachine(resource.stateMachine) : undefined;
  const isKept = record !== undefined && record.deletingSince === undefined;
  return isKept ? undefined : 'State machine is in DELETING status';
}
