import type { ExecutionEvent, Json } from '@edgestep/shared';

import type { ExecutionSummary } from './execution-summary.ts';
import { summarise } from './summarise.ts';

/** What DescribeExecution shows: the summary with its payloads. `output` is present for a success only. */
export interface ExecutionDetails extends ExecutionSummary {
  readonly input: Json;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** The number of the newest event that was looked at: of a closed execution, how many its history has. */
  readonly historyEvents: number;
}

/**
 * Details from an execution's events: all of them, or just the first and the last. Undefined when the first is not
 * there.
 */
export function executionDetails(events: Iterable<ExecutionEvent>): ExecutionDetails | undefined {
  let details: ExecutionDetails | undefined;
  for (const event of events) {
    const summary = summarise(details, event);
    if (summary === undefined) return undefined;
    const historyEvents = Math.max(event.id, details?.historyEvents ?? 0);
    details = { ...summary, ...payloads(details, event), historyEvents };
  }
  return details;
}

type Payloads = Pick<ExecutionDetails, 'input' | 'output' | 'error' | 'cause'>;

function payloads(details: ExecutionDetails | undefined, event: ExecutionEvent): Payloads {
  const { input = null, output, error, cause } = details ?? {};
  switch (event.kind) {
    case 'ExecutionStarted':
      return { input: event.input, output, error, cause };
    case 'ExecutionRedriven':
      return { input, output: undefined, error: undefined, cause: undefined };
    case 'ExecutionSucceeded':
      return { input, output: event.output, error: undefined, cause: undefined };
    case 'ExecutionTimedOut':
      // The status says it: States.Timeout stands in the history only.
      return { input, output: undefined, error: undefined, cause: undefined };
    case 'ExecutionFailed':
    case 'ExecutionAborted':
      return { input, output: undefined, error: event.error, cause: event.cause };
    default:
      return { input, output, error, cause };
  }
}
