import type { TaskAbortedError } from './task-context.ts';
import type { TaskRequest } from './task-request.ts';

/** Heartbeats closer together than this are one: a handler may report progress in a tight loop. */
const HEARTBEAT_SPACING_MS = 250;

/** One task that a worker holds, however it came. Its signal is made for those who ask for it. */
export class HeldTask {
  readonly request: TaskRequest;
  #abort: AbortController | undefined;
  #abortReason: TaskAbortedError | undefined;
  #lastHeartbeatAt = -Infinity;

  constructor(request: TaskRequest) {
    this.request = request;
  }

  /** Why its result is not wanted any more; undefined while it is. */
  get abortReason(): TaskAbortedError | undefined {
    return this.#abortReason;
  }

  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#abortReason !== undefined) this.#abort.abort(this.#abortReason);
    }
    return this.#abort.signal;
  }

  /** The first reason holds. */
  abort(reason: TaskAbortedError): void {
    this.#abortReason ??= reason;
    this.#abort?.abort(this.#abortReason);
  }

  isOverdue(nowEpochMs: number): boolean {
    const { deadline } = this.request;
    return deadline !== undefined && deadline.getTime() < nowEpochMs;
  }

  /** False for a heartbeat so soon after another that nobody needs to hear of it. */
  takeHeartbeat(): boolean {
    const now = performance.now();
    if (now - this.#lastHeartbeatAt < HEARTBEAT_SPACING_MS) return false;
    this.#lastHeartbeatAt = now;
    return true;
  }
}
