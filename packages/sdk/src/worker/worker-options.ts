import type { NodeConnectionOptions } from '@nats-io/transport-node';

import type { BackoffPolicy } from '../backoff.ts';
import type { Log } from '../log.ts';
import type { TaskContext } from './task-context.ts';

/**
 * Does a task. What it returns becomes the task's output (as JSON; `undefined` becomes null); what it throws
 * becomes the task's error (see {@link TaskError}). A task may be handed out twice, when its worker seemed gone:
 * the result is applied once, but side effects of the handler had better be idempotent.
 *
 * The input is what the state machine sends: JSON, of a shape that only the handler can check.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- the handler says what it expects, the caller cannot know
export type TaskHandler<Input = any> = (input: Input, task: TaskContext) => unknown;

/** A function with what standard NATS tooling shows of it. */
export interface FunctionSpec {
  readonly handler: TaskHandler;
  readonly description?: string;
  /** Semantic version; the worker's when it is left out. */
  readonly version?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What of a NATS connection's options is about identity and encryption. */
export type WorkerCredentials = Pick<
  NodeConnectionOptions,
  'user' | 'pass' | 'token' | 'authenticator' | 'tls' | 'inboxPrefix'
>;

export interface WorkerOptions {
  /** The zone's NATS servers, for instance `nats://127.0.0.1:4222`. */
  readonly servers: string | readonly string[];
  /** What the worker does, by function name: letters, digits, `-` and `_`. */
  readonly functions: Readonly<Record<string, TaskHandler | FunctionSpec>>;
  /** Who the worker is for the servers, and how it trusts them; nothing when the zone asks for nothing. */
  readonly credentials?: WorkerCredentials;
  /** Shown beside the tasks that it does; host name and process id when it is left out. */
  readonly name?: string;
  /** Semantic version of the functions; `1.0.0` when it is left out. */
  readonly version?: string;
  /** Tasks that run at once, over all functions of this worker; 4 when it is left out. */
  readonly concurrency?: number;
  /** Tasks that wait in this worker beyond those; the next are refused, for others to take. `concurrency` when left out. */
  readonly waitingMax?: number;
  /** How often the worker tells that it is alive while it holds a task. */
  readonly beatIntervalMs?: number;
  /** How long {@link Worker.drain} lets running tasks finish before it aborts them; 30 s when it is left out. */
  readonly drainTimeoutMs?: number;
  /** Delays between attempts to connect; full jitter up to 100 ms · 2^n, at most 5 s, when it is left out. */
  readonly backoff?: BackoffPolicy;
  /** Gives the start up while no server can be reached. */
  readonly signal?: AbortSignal;
  /** Where the worker and its tasks log; JSON lines on standard error when it is left out. */
  readonly log?: Log;
}

/** A worker at work. `await using` drains it at the end of the scope. */
export interface Worker extends AsyncDisposable {
  readonly name: string;
  /** Tasks that are running or waiting in this worker. */
  readonly tasks: number;
  /** Resolves when the worker has ended: to nothing after a drain, to what ended it otherwise. */
  readonly closed: Promise<Error | undefined>;
  /**
   * Takes no more tasks, hands those back that have not begun, lets the running ones finish within
   * `drainTimeoutMs`, aborts what is left and closes the connection. Calling it again answers the same promise.
   */
  drain(): Promise<void>;
}
