import type { ChildOutcome, EventOf, ExecutionEvent } from '@edgestep/shared';

import type { PayloadMeter } from './payload-meter.ts';

/** What an event takes besides its payload: keys, names, numbers. */
export const ENVELOPE_BYTES = 160;

/**
 * Estimates how many bytes an event takes, serialised: what bounds turns and records. It counts characters, so that
 * text outside of ASCII is underestimated by at most a factor of three; limits leave room for that. `payloads` goes
 * through the events of one decision.
 */
export function eventBytes(event: ExecutionEvent, payloads: PayloadMeter): number {
  return ENVELOPE_BYTES + payloadBytes(event, payloads);
}

function payloadBytes(event: ExecutionEvent, payloads: PayloadMeter): number {
  switch (event.kind) {
    case 'ExecutionStarted':
    case 'StateEntered':
    case 'ParallelStarted':
    case 'MapIterationStarted':
      return payloads.measure(event.input);
    case 'ExecutionSucceeded':
    case 'TaskSubmitted':
    case 'TaskSucceeded':
      return payloads.measure(event.output);
    case 'StateExited':
      return (
        payloads.measure(event.output) + (event.assigned === undefined ? 0 : payloads.measure(event.assigned))
      );
    case 'TaskScheduled':
      return payloads.measure(event.parameters);
    case 'MapStarted':
      return payloads.measure(event.items);
    case 'MapRunStarted':
      return mapRunBytes(event, payloads);
    case 'MapRunItemsFound':
      return payloads.measure(event.source);
    case 'MapRunChildStarted':
      return payloads.measure(event.input) + (event.item === undefined ? 0 : payloads.measure(event.item));
    case 'MapRunChildEnded':
      return outcomeBytes(event.outcome, payloads);
    case 'MapRunClosing':
      return (event.failure?.cause?.length ?? 0) + (event.failure?.error?.length ?? 0);
    case 'MapRunFailed':
    case 'ExecutionFailed':
    case 'ExecutionTimedOut':
    case 'ExecutionAborted':
    case 'TaskFailed':
    case 'TaskTimedOut':
    case 'EvaluationFailed':
    case 'ParallelFailed':
    case 'MapFailed':
      return (event.cause?.length ?? 0) + (event.error?.length ?? 0);
    case 'ExecutionRedriven':
      return event.records.length * 8;
    case 'StateAborted':
    case 'WaitStarted':
    case 'RetryScheduled':
    case 'TaskStarted':
    case 'ParallelSucceeded':
    case 'MapIterationSucceeded':
    case 'MapIterationFailed':
    case 'MapIterationAborted':
    case 'MapSucceeded':
    case 'DistributedMapStarted':
    case 'MapRunUpdated':
    case 'MapRunSucceeded':
    case 'MapRunAborted':
    case 'MapRunRedriven':
    case 'MapRunChildRedriven':
      return 0;
  }
}

function mapRunBytes(
  { items, reader, batcher, writer }: EventOf<'MapRunStarted'>,
  payloads: PayloadMeter,
): number {
  const { parameters = {}, config = {} } = reader ?? {};
  return (
    payloads.measure(items ?? []) +
    payloads.measure(parameters) +
    payloads.measure(config) +
    payloads.measure(batcher?.batchInput ?? null) +
    payloads.measure(writer?.destination?.parameters ?? {})
  );
}

function outcomeBytes(outcome: ChildOutcome, payloads: PayloadMeter): number {
  if (outcome.status === 'SUCCEEDED') return payloads.measure(outcome.output);
  return (outcome.cause?.length ?? 0) + (outcome.error?.length ?? 0);
}
