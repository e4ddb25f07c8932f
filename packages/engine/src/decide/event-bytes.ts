import type { ExecutionEvent, Json } from '@edgestep/shared';

/** What an event takes besides its payload: keys, names, numbers. */
const ENVELOPE_BYTES = 160;

/**
 * Estimates how many bytes an event takes, serialised: what bounds turns and records. It counts characters, so that
 * text outside of ASCII is underestimated by at most a factor of three; limits leave room for that.
 */
export function eventBytes(event: ExecutionEvent, memo: PayloadMemo): number {
  return ENVELOPE_BYTES + payloadBytes(event, memo);
}

/** Remembers the payload measured last: it often goes on unchanged from one event to the next. */
export interface PayloadMemo {
  value: Json | undefined;
  bytes: number;
}

export function newPayloadMemo(): PayloadMemo {
  return { value: undefined, bytes: 0 };
}

function payloadBytes(event: ExecutionEvent, memo: PayloadMemo): number {
  switch (event.kind) {
    case 'ExecutionStarted':
    case 'StateEntered':
    case 'ParallelStarted':
    case 'MapIterationStarted':
      return measured(event.input, memo);
    case 'ExecutionSucceeded':
    case 'TaskSubmitted':
    case 'TaskSucceeded':
      return measured(event.output, memo);
    case 'StateExited':
      return measured(event.output, memo) + (event.assigned === undefined ? 0 : jsonBytes(event.assigned));
    case 'TaskScheduled':
      return measured(event.parameters, memo);
    case 'MapStarted':
      return jsonBytes(event.items);
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

function measured(value: Json, memo: PayloadMemo): number {
  if (typeof value !== 'object' || value === null) return jsonBytes(value);
  if (memo.value !== value) {
    memo.value = value;
    memo.bytes = jsonBytes(value);
  }
  return memo.bytes;
}

function jsonBytes(value: Json): number {
  switch (typeof value) {
    case 'string':
      return value.length + 2;
    case 'number':
      return 8;
    case 'boolean':
      return 5;
    case 'object':
      return value === null ? 4 : containerBytes(value);
  }
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
