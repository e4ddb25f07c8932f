import type { EventOf } from '@edgestep/shared';

import type { ExecutionSummary } from './execution-summary.ts';

/** An execution as it began. */
export type BegunExecution = Omit<
  ExecutionSummary,
  'executionArn' | 'status' | 'stoppedAt' | 'redriveCount' | 'redrivenAt'
>;

export function begunBy(event: EventOf<'ExecutionStarted'>): BegunExecution {
  return {
    name: event.name,
    stateMachineArn: event.stateMachineArn,
    stateMachineVersionArn: event.stateMachineVersionArn,
    stateMachineAliasArn: event.stateMachineAliasArn,
    revisionId: event.revisionId,
    type: event.type,
    roleArn: event.roleArn,
    startedBy: event.startedBy,
    traceHeader: event.traceHeader,
    parentArn: event.parent?.executionArn,
    mapRunArn: event.mapRun?.mapRunArn,
    itemCount: event.mapRun?.itemCount,
    startedAt: event.at,
  };
}
