import type { WorkerProgress } from '@edgestep/shared';
import type { NatsConnection } from '@nats-io/transport-node';

/** How a task came out, as its caller sees it. */
export type TaskOutcome =
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly refusal: string };

/** What a caller may tell of a task. */
export interface TaskFacts {
  readonly deadline?: number;
  readonly token?: string;
  readonly state?: string;
  readonly attempt?: number;
  readonly traceparent?: string;
}

/** A task that was handed out. */
export interface HandedOut {
  /** What the worker told, in order. */
  readonly progress: WorkerProgress[];
  /** Rejects when nobody listens, or nobody answers. */
  readonly outcome: Promise<TaskOutcome>;
  /** Tells the worker that the result is not wanted, with the next chance to do so. */
  cancel(reason: string): void;
  /** Stops listening, as a caller does that died. */
  vanish(): void;
  until(kind: WorkerProgress['kind'], count?: number): Promise<void>;
}

/** The other end of the worker in its tests: what a zone's node does, with nothing but NATS. */
export interface TaskCaller extends AsyncDisposable {
  readonly connection: NatsConnection;
  /** `input` is JSON. */
  handOut(functionName: string, input: string, facts?: TaskFacts): HandedOut;
}

/** What was told of one task, for whoever waits for more. */
export class ToldProgress {
  readonly all: WorkerProgress[] = [];
  readonly #watchers = new Set<() => void>();

  tell(progress: WorkerProgress): void {
    this.all.push(progress);
    for (const watcher of this.#watchers) watcher();
  }

  until(kind: WorkerProgress['kind'], count = 1): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (this.all.filter((told) => told.kind === kind).length >= count) resolve();
      };
      this.#watchers.add(check);
      check();
    });
  }
}

export const CONNECT_OPTIONS = { reconnectTimeWait: 400, maxReconnectAttempts: -1 };
