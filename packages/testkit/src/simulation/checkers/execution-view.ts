import { executionDetails, type ExecutionDetails } from '@edgestep/engine';

import type { Truth } from '../truth/truth.ts';

/** What a description says, as text: equal texts are equal descriptions. */
export function viewOf(details: ExecutionDetails | undefined): string {
  if (details === undefined) return 'unknown';
  const { status, startedAt, stoppedAt, redriveCount, output } = details;
  return JSON.stringify({ status, startedAt, stoppedAt, redriveCount, output });
}

/** What a description has to say when the log ends with the record `sequence`. */
export function viewAt(executionArn: string, sequence: number, truth: Truth): string {
  const placed = truth.eventsOf(executionArn).filter((event) => event.sequence <= sequence);
  return viewOf(executionDetails(placed.map(({ event }) => event)));
}
