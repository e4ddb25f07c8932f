import { WORKER_BEATS_MISSED_MAX, type WorkerCancel, type WorkerProgress } from '@edgestep/shared';

import type { FunctionCall, FunctionCallOutcome } from './function-call.ts';

/** What a call on its way came to; `no-responders` is not yet final. */
export type CallEnd = FunctionCallOutcome | { readonly kind: 'no-responders' };

/** The server says within a moment that nobody listens: a request that has been out for longer is with somebody. */
const PRESUMED_ACCEPTED_MS = 1_000;

/** A worker of the SDK accepts at once: whoever has not for so long is none, or is gone. */
const UNACCOUNTED_MS = 6_000;

/**
 * A request on its way to a worker. Once a worker of the SDK has accepted it, its progress messages prove that it
 * lives, and the call ends as lost when they stop; until then, and for other services, a cut of the caller's own
 * connection ends it. Times are those of the `HearingClock`.
 */
export class OpenCall {
  readonly ended: Promise<CallEnd>;
  readonly functionName: string;
  readonly #call: FunctionCall;
  readonly #settle: (end: CallEnd) => void;
  readonly #onAbort = () => this.end({ kind: 'cancelled' });
  readonly #sentMs: number;
  #worker: string | undefined;
  #silenceMaxMs = 0;
  #heardMs: number;
  #askedMs: number;
  #isPresumedAccepted = false;
  #cancelSubject: string | undefined;

  constructor(call: FunctionCall, nowMs: number) {
    const { promise, resolve } = Promise.withResolvers<CallEnd>();
    this.ended = promise;
    this.functionName = call.functionName;
    this.#settle = resolve;
    this.#call = call;
    this.#sentMs = nowMs;
    this.#heardMs = nowMs;
    this.#askedMs = nowMs;
    call.signal.addEventListener('abort', this.#onAbort);
  }

  /** Where the worker hears of a cancel, as far as it has told. */
  get cancelSubject(): string | undefined {
    return this.#cancelSubject;
  }

  get isAccepted(): boolean {
    return this.#worker !== undefined;
  }

  progress(progress: WorkerProgress, cancelSubject: string | undefined, nowMs: number): void {
    this.#cancelSubject = cancelSubject ?? this.#cancelSubject;
    this.#heardMs = nowMs;
    switch (progress.kind) {
      case 'accepted':
        this.#worker = progress.worker;
        this.#silenceMaxMs = progress.beatIntervalMs * WORKER_BEATS_MISSED_MAX;
        return this.#call.onAccepted?.(progress.worker);
      case 'heartbeat':
        return this.#call.onHeartbeat?.();
      case 'beat':
        return;
    }
  }

  /** Draws the conclusions from the time that has gone by. */
  tick(nowMs: number): void {
    if (this.#worker !== undefined) {
      if (nowMs - this.#heardMs <= this.#silenceMaxMs) return;
      this.end({ kind: 'lost', message: `the worker ${this.#worker} has fallen silent` });
    } else if (!this.#isPresumedAccepted && nowMs - this.#sentMs > PRESUMED_ACCEPTED_MS) {
      this.#isPresumedAccepted = true;
      this.#call.onAccepted?.(undefined);
    }
  }

  /** True every few seconds while nobody has accepted it: it may be with a plain service, or with a worker that died. */
  isUnaccounted(nowMs: number): boolean {
    if (this.isAccepted || nowMs - this.#askedMs < UNACCOUNTED_MS) return false;
    this.#askedMs = nowMs;
    return true;
  }

  /** The caller's own connection was cut. */
  cut(): void {
    if (!this.isAccepted) this.end({ kind: 'lost', message: 'the connection was cut' });
  }

  end(end: CallEnd): void {
    this.#call.signal.removeEventListener('abort', this.#onAbort);
    this.#settle(end);
  }
}

/** The message that tells a worker to stop. */
export function cancelMessage(reason: string): Uint8Array {
  return Buffer.from(JSON.stringify({ kind: 'cancel', reason } satisfies WorkerCancel));
}
