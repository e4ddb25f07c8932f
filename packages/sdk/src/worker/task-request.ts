import { TASK_HEADERS, type BatchTask } from '@edgestep/shared';

/** What a worker is told of a task besides its input (the wire's worker protocol). */
export interface TaskRequest {
  readonly token: string | undefined;
  readonly executionArn: string | undefined;
  readonly stateName: string | undefined;
  readonly attempt: number;
  readonly deadline: Date | undefined;
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
}

/** A task that came by a request of its own. */
export interface SingleTaskRequest extends TaskRequest {
  /** Where progress is published; absent when the caller does not ask for it. */
  readonly progressSubject: string | undefined;
}

/** The same of a task that came with others. */
export function batchTaskRequest(task: BatchTask): TaskRequest {
  return {
    token: task.token,
    executionArn: task.execution,
    stateName: task.state,
    attempt: task.attempt ?? 0,
    deadline: dateOf(task.deadline),
    traceparent: task.traceparent,
    tracestate: task.tracestate,
  };
}

/** Reads a request's headers. Everything is optional: any NATS client may call a function. */
export function readTaskRequest(header: (name: string) => string | undefined): SingleTaskRequest {
  const text = (name: keyof typeof TASK_HEADERS): string | undefined => {
    const value = header(TASK_HEADERS[name]);
    return value === '' ? undefined : value;
  };
  return {
    progressSubject: text('progress'),
    token: text('taskToken'),
    executionArn: decoded(text('execution')),
    stateName: decoded(text('state')),
    attempt: wholeNumber(text('attempt')) ?? 0,
    deadline: dateOf(wholeNumber(text('deadline'))),
    traceparent: text('traceparent'),
    tracestate: text('tracestate'),
  };
}

/** Undoes `encodeURIComponent`; what it did not write stays as it is. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function dateOf(epochMs: number | undefined): Date | undefined {
  return epochMs === undefined || epochMs > MAX_DATE_MS ? undefined : new Date(epochMs);
}

/** The last instant that a Date can say. */
const MAX_DATE_MS = 8_640_000_000_000_000;
