import type { EventOf, ExecutionEvent } from '@edgestep/shared';

import { begunBy } from './begun-execution.ts';
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
    ...begunBy(event),
    status: 'RUNNING',
    stoppedAt: undefined,
    redriveCount: 0,
    redrivenAt: undefined,
  };
}
