import type { ExecutionEvent, Json } from '@edgestep/shared';

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
    case 'ExecutionFailed':
    case 'ExecutionTimedOut':
    case 'ExecutionAborted':
    case 'TaskFailed':
    case 'TaskTimedOut':
    case 'EvaluationFailed':
    case 'ParallelFailed':
    case 'MapFailed':
      return (event.cause?.length ?? 0) + (event.error?.length ?? 0);
    case 'StateAborted':
    case 'WaitStarted':
    case 'RetryScheduled':
    case 'TaskStarted':
    case 'ParallelSucceeded':
    case 'MapIterationSucceeded':
    case 'MapIterationFailed':
    case 'MapIterationAborted':
    case 'MapSucceeded':
      return 0;
  }
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
