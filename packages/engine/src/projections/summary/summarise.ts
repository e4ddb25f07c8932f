import type { EventOf, ExecutionEvent } from '@edgestep/shared';

import { closedStatus } from './closed-status.ts';
import type { ExecutionSummary } from './execution-summary.ts';

/** The summary after one more event; the same object when the event does not show in it. Undefined before the first. */
export function summarise(
  summary: ExecutionSummary | undefined,
  event: ExecutionEvent,
): ExecutionSummary | undefined {
  if (event.kind === 'ExecutionStarted') return begun(event);
  if (event.kind === 'ExecutionRedriven') return redriven(summary, event);
  const status = closedStatus(event);
  if (summary === undefined || status === undefined) return summary;
  return { ...summary, status, stoppedAt: event.at };
}

function redriven(
  summary: ExecutionSummary | undefined,
  { at, redriveCount }: EventOf<'ExecutionRedriven'>,
): ExecutionSummary | undefined {
  if (summary === undefined) return undefined;
  return { ...summary, status: 'RUNNING', stoppedAt: undefined, redriveCount, redrivenAt: at };
}

function begun(event: EventOf<'ExecutionStarted'>): ExecutionSummary {
  return {
    executionArn: event.executionArn,
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
    status: 'RUNNING',
    startedAt: event.at,
    stoppedAt: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
  };
}
