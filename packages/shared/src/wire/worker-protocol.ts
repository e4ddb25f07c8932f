import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/**
 * How a function's task travels to a worker over NATS, and what comes back.
 *
 * **Any NATS micro service works** (ADR-32: `@nats-io/services`, `nats micro`, any language). It is called by a
 * plain request on `fn.<function name>` (`functionSubject`), or, when nobody listens there, on the subject that
 * `$SRV.INFO.<function name>` tells: the endpoint `invoke`, else the only or first one. The request's body is the
 * task's input as JSON. The answer's body is the output as JSON; an empty body is `null`.
 *
 * **Errors** follow ADR-32: an answer with the header `Nats-Service-Error-Code` or `Nats-Service-Error`. The name
 * that retriers and catchers match is made so:
 * 1. the body is a JSON object with a string `errorType` (as AWS Lambda answers): the name is `errorType`, the
 *    cause is the body's text;
 * 2. else the name is `Service.<code>`, for instance `Service.404` (`Service.Unknown` without a code), and the
 *    cause is `{"errorType": name, "errorMessage": description}` as JSON.
 *
 * **A worker of the SDK** does the following besides; all of it is optional for others.
 * - It registers a micro service named for the function with one endpoint `invoke` on `fn.<function name>`, the
 *   default queue group, and the metadata `edgestep-worker: 1`.
 * - When the request has the header `Edgestep-Progress`, it publishes `WorkerProgress` messages (JSON) on the
 *   subject named there: `accepted` at once, before anything else is done; then a `beat` every `beatIntervalMs`
 *   until it has answered, also while the task waits in the worker's own queue; and a `heartbeat` whenever the
 *   handler reports progress (that one restarts HeartbeatSeconds, a `beat` does not).
 * - Every progress message carries a **reply subject of the worker's own, one per task**. A message that arrives
 *   there is a `WorkerCancel`: the result is not wanted any more (the task timed out, its execution ended, or
 *   another worker has it). The worker aborts the handler's signal, stops the beats and answers nothing. The
 *   cancel is sent again for every later progress message, so that a lost one does no harm.
 * - A worker that will not begin the task (it is full, or it drains) answers with the header `Edgestep-Refused`.
 *   The task is then offered again, to whoever is free.
 * - It takes several tasks in one message as well, and answers several at once: `task-batch.ts`. The caller learns
 *   that from `accepted`, and goes that way for tasks that it hands out for the first time.
 *
 * What the caller makes of silence: once a task was `accepted`, `WORKER_BEATS_MISSED_MAX` intervals without any
 * progress message mean that the worker is gone; the task is handed out again, under the same task token, and
 * whichever result comes first is applied, once (E6). A service that sends no progress is bounded by the task's
 * time-out alone, and by the caller's own connection: when that was cut, the answer may be lost with it, and the
 * task is handed out again.
 */
export const WORKER_PROTOCOL_VERSION = '1';

/** The metadata key, and the endpoint, of a micro service that speaks this protocol. */
export const WORKER_METADATA_KEY = 'edgestep-worker';

/** The metadata key of one that takes batches besides; its value is the version of their form. */
export const WORKER_BATCHES_METADATA_KEY = 'edgestep-worker-batches';
export const WORKER_ENDPOINT = 'invoke';

/** Headers of the request. Values are printable ASCII; what may be anything else is written by `encodeURIComponent`. */
export const TASK_HEADERS = {
  /** `WORKER_PROTOCOL_VERSION`. */
  protocol: 'Edgestep-Protocol',
  /** Where the worker publishes `WorkerProgress`. */
  progress: 'Edgestep-Progress',
  /** The task token, for calls of SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat by others. */
  taskToken: 'Edgestep-Task-Token',
  /** The ARN of the execution, by `encodeURIComponent`. */
  execution: 'Edgestep-Execution',
  /** The name of the state, by `encodeURIComponent`. */
  state: 'Edgestep-State',
  /** How often this task was handed out before: `0` for the first time. A retrier makes a new task. */
  attempt: 'Edgestep-Attempt',
  /** When the task times out, in milliseconds since 1970-01-01T00:00:00Z. Absent: it has no time-out. */
  deadline: 'Edgestep-Deadline',
  /** W3C Trace Context. */
  traceparent: 'traceparent',
  tracestate: 'tracestate',
} as const;

/** Headers of the answer. */
export const ANSWER_HEADERS = {
  /** ADR-32: what went wrong, in words. */
  serviceError: 'Nats-Service-Error',
  /** ADR-32: a number, by convention as in HTTP. */
  serviceErrorCode: 'Nats-Service-Error-Code',
  /** A `WorkerRefusal`: the task was not begun. Comes with the error headers (code 503), for other callers' sake. */
  refused: 'Edgestep-Refused',
} as const;

export type WorkerRefusal = 'busy' | 'draining';

/** How often a worker of the SDK beats, unless it says otherwise in `accepted`. */
export const WORKER_BEAT_INTERVAL_MS = 2_000;

/** So many silent intervals after `accepted` mean that the worker is gone. */
export const WORKER_BEATS_MISSED_MAX = 3;

/** What a worker tells while it holds a task. */
export type WorkerProgress =
  | {
      readonly kind: 'accepted';
      /** Shown in the history of activities and in the dashboard, for instance `host-3/4711`. */
      readonly worker: string;
      readonly beatIntervalMs: number;
      /** The worker takes batches of this version (`TASK_BATCH_VERSION`). */
      readonly batches?: number;
    }
  | { readonly kind: 'beat' }
  | { readonly kind: 'heartbeat' };

/** What the caller sends to the reply subject of a progress message or a frame: stop, nobody waits for the result. */
export interface WorkerCancel {
  readonly kind: 'cancel';
  readonly reason: string;
  /** Which tasks, when the subject is not that of a single one. */
  readonly ids?: readonly string[];
}

/** The body of an error answer of the SDK, in the form of AWS Lambda. */
export interface WorkerErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

const BEAT_INTERVAL_MIN_MS = 50;
const BEAT_INTERVAL_MAX_MS = 60_000;

/** Reads a progress message's body. Undefined when it is none; an interval that is out of bounds is brought within. */
export function parseWorkerProgress(text: string): WorkerProgress | undefined {
  const value = parseObject(text);
  switch (value?.['kind']) {
    case 'accepted': {
      const { worker, beatIntervalMs, batches } = value;
      if (typeof worker !== 'string' || typeof beatIntervalMs !== 'number') return undefined;
      const told = {
        kind: 'accepted',
        worker,
        beatIntervalMs: boundedBeatIntervalMs(beatIntervalMs),
      } as const;
      return typeof batches === 'number' ? { ...told, batches } : told;
    }
    case 'beat':
      return { kind: 'beat' };
    case 'heartbeat':
      return { kind: 'heartbeat' };
    default:
      return undefined;
  }
}

/** Brings an interval that a worker tells within bounds: none may hide a dead worker for ever. */
export function boundedBeatIntervalMs(intervalMs: number): number {
  return Math.min(Math.max(intervalMs, BEAT_INTERVAL_MIN_MS), BEAT_INTERVAL_MAX_MS);
}

/** Reads a cancel's body. Whatever arrives where cancels do is one; `ids` are absent when it names none. */
export function parseWorkerCancel(text: string): WorkerCancel {
  const { reason, ids } = parseObject(text) ?? {};
  return {
    kind: 'cancel',
    reason: typeof reason === 'string' ? reason : 'no reason given',
    ...(Array.isArray(ids) ? { ids: ids.filter((id) => typeof id === 'string') } : {}),
  };
}

/** Reads a JSON object; undefined for everything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
