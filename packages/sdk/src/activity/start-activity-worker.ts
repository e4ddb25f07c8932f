import type { BackoffPolicy } from '../backoff.ts';
import type { EdgestepClient } from '../client/client.ts';
import { jsonLinesLog, type Log } from '../log.ts';
import { ActivityPollers } from './activity-pollers.ts';

/** What a handler knows of its activity task besides the input. */
export interface ActivityTaskContext {
  /** Aborted when the task has timed out or its execution has ended, and when the worker closes. */
  readonly signal: AbortSignal;
  readonly token: string;
  /** Restarts the state's HeartbeatSeconds now; see {@link ActivityWorkerOptions.heartbeatSeconds}. */
  heartbeat(): Promise<void>;
  readonly log: Log;
}

/** Does an activity's task: returns its output, or throws what fails it (see `TaskError`). */
// oxlint-disable-next-line typescript/no-explicit-any -- the handler says what it expects, the caller cannot know
export type ActivityHandler<Input = any> = (input: Input, task: ActivityTaskContext) => unknown;

export interface ActivityWorkerOptions {
  readonly client: EdgestepClient;
  readonly activityArn: string;
  readonly handler: ActivityHandler;
  /** Shown in the histories of the executions. */
  readonly workerName?: string;
  /** Tasks at once, and so the number of long polls; 1 when it is left out. */
  readonly concurrency?: number;
  /** Send a heartbeat this often while a handler runs; none when it is left out. Well below the state's HeartbeatSeconds. */
  readonly heartbeatSeconds?: number;
  /** How long {@link ActivityWorker.drain} lets running tasks finish before it aborts them; 30 s when it is left out. */
  readonly drainTimeoutMs?: number;
  /** Delays after a poll that failed; full jitter up to 100 ms · 2^n, at most 5 s, when it is left out. */
  readonly backoff?: BackoffPolicy;
  readonly log?: Log;
}

/** An activity worker at work. `await using` drains it at the end of the scope. */
export interface ActivityWorker extends AsyncDisposable {
  /** Tasks that are running. */
  readonly tasks: number;
  /** Resolves when the worker has ended; rejects when the activity does not exist, or may not be polled. */
  readonly closed: Promise<void>;
  /** Polls no more, lets running tasks finish within `drainTimeoutMs`, then aborts what is left. */
  drain(): Promise<void>;
}

const DRAIN_TIMEOUT_DEFAULT_MS = 30_000;
const POLL_BACKOFF = { baseMs: 100, capMs: 5_000 };

/**
 * Starts a worker of an activity: it polls the API for tasks (GetActivityTask), hands them to the handler and
 * reports how they ended. It works wherever the API can be reached, also from outside the zone.
 */
export function startActivityWorker(options: ActivityWorkerOptions): ActivityWorker {
  return new ActivityPollers({
    ...options,
    concurrency: options.concurrency ?? 1,
    drainTimeoutMs: options.drainTimeoutMs ?? DRAIN_TIMEOUT_DEFAULT_MS,
    backoff: options.backoff ?? POLL_BACKOFF,
    log: (options.log ?? jsonLinesLog()).with({ activity: options.activityArn }),
  });
}
