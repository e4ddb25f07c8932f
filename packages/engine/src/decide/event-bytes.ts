import type { ChildOutcome, EventOf, ExecutionEvent, Json } from '@edgestep/shared';

/** What an event takes besides its payload: keys, names, numbers. */
const ENVELOPE_BYTES = 160;

/** What is larger is remembered, so that it counts once: records hold a payload that several events share once. */
const REMEMBERED_BYTES_MIN = 512;

/**
 * Estimates how many bytes an event takes, serialised: what bounds turns and records. It counts characters, so that
 * text outside of ASCII is underestimated by at most a factor of three; limits leave room for that. `seen` goes
 * through the events of one decision.
 */
export function eventBytes(event: ExecutionEvent, seen: Set<Json>): number {
  return ENVELOPE_BYTES + payloadBytes(event, seen);
}

function payloadBytes(event: ExecutionEvent, seen: Set<Json>): number {
  switch (event.kind) {
    case 'ExecutionStarted':
    case 'StateEntered':
    case 'ParallelStarted':
    case 'MapIterationStarted':
      return measured(event.input, seen);
    case 'ExecutionSucceeded':
    case 'TaskSubmitted':
    case 'TaskSucceeded':
      return measured(event.output, seen);
    case 'StateExited':
      return (
        measured(event.output, seen) + (event.assigned === undefined ? 0 : measured(event.assigned, seen))
      );
    case 'TaskScheduled':
      return measured(event.parameters, seen);
    case 'MapStarted':
      return measured(event.items, seen);
    case 'MapRunStarted':
      return mapRunBytes(event, seen);
    case 'MapRunItemsFound':
      return measured(event.source, seen);
    case 'MapRunChildStarted':
      return measured(event.input, seen) + (event.item === undefined ? 0 : measured(event.item, seen));
    case 'MapRunChildEnded':
      return outcomeBytes(event.outcome, seen);
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

function mapRunBytes({ items, reader, batcher, writer }: EventOf<'MapRunStarted'>, seen: Set<Json>): number {
  const { parameters = {}, config = {} } = reader ?? {};
  return (
    measured(items ?? [], seen) +
    measured(parameters, seen) +
    measured(config, seen) +
    measured(batcher?.batchInput ?? null, seen) +
    measured(writer?.destination?.parameters ?? {}, seen)
  );
}

function outcomeBytes(outcome: ChildOutcome, seen: Set<Json>): number {
  if (outcome.status === 'SUCCEEDED') return measured(outcome.output, seen);
  return (outcome.cause?.length ?? 0) + (outcome.error?.length ?? 0);
}

function measured(value: Json, seen: Set<Json>): number {
  if (typeof value !== 'object' || value === null) return jsonBytes(value);
  if (seen.size > 0 && seen.has(value)) return 0;
  const bytes = jsonBytes(value);
  if (bytes >= REMEMBERED_BYTES_MIN) seen.add(value);
  return bytes;
}

function jsonBytes(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return 8;
  if (typeof value === 'boolean') return 5;
  return value === null ? 4 : containerBytes(value);
}

function containerBytes(value: object): number {
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) bytes += jsonBytes(item) + 1;
    return bytes;
  }
  for (const [key, item] of Object.entries(value as Record<string, Json>)) {
    bytes += key.length + jsonBytes(item) + 4;
  }
  return bytes;
}
