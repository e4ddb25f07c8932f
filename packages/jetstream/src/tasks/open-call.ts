import { WORKER_BEATS_MISSED_MAX, type WorkerCancel, type WorkerProgress } from '@edgestep/shared';

import type { FunctionCall, FunctionCallOutcome } from './function-call.ts';

/** What a call on its way came to; `no-responders` is not yet final. */
export type CallEnd = FunctionCallOutcome | { readonly kind: 'no-responders' };

/**
 * A request on its way to a worker. Once a worker of the SDK has accepted it, its progress messages prove that it
 * lives, and the call ends as lost when they stop; until then, and for other services, a cut of the caller's own
 * connection ends it.
 */
export class OpenCall {
  readonly ended: Promise<CallEnd>;
  readonly #call: FunctionCall;
  readonly #settle: (end: CallEnd) => void;
  readonly #onAbort = () => this.end({ kind: 'cancelled' });
  #worker: string | undefined;
  #silenceMaxMs = 0;
  #silenceTimer: NodeJS.Timeout | undefined;
  #cancelSubject: string | undefined;

  constructor(call: FunctionCall) {
    const { promise, resolve } = Promise.withResolvers<CallEnd>();
    this.ended = promise;
    this.#settle = resolve;
    this.#call = call;
    call.signal.addEventListener('abort', this.#onAbort);
  }

  /** Where the worker hears of a cancel, as far as it has told. */
  get cancelSubject(): string | undefined {
    return this.#cancelSubject;
  }

  progress(progress: WorkerProgress, cancelSubject: string | undefined): void {
    this.#cancelSubject = cancelSubject ?? this.#cancelSubject;
    if (progress.kind === 'accepted') {
      this.#worker = progress.worker;
      this.#silenceMaxMs = progress.beatIntervalMs * WORKER_BEATS_MISSED_MAX;
      this.#call.onAccepted?.(progress.worker);
    }
    if (progress.kind === 'heartbeat') this.#call.onHeartbeat?.();
    this.#restartTimer();
  }

  /** The caller's own connection was cut. */
  cut(): void {
    if (this.#worker === undefined) this.end({ kind: 'lost', message: 'the connection was cut' });
  }

  /** It is back: the worker gets the full time to be heard again. */
  back(): void {
    this.#restartTimer();
  }

  end(end: CallEnd): void {
    clearTimeout(this.#silenceTimer);
    this.#call.signal.removeEventListener('abort', this.#onAbort);
    this.#settle(end);
  }

  #restartTimer(): void {
    clearTimeout(this.#silenceTimer);
    if (this.#worker === undefined) return;
    const message = `the worker ${this.#worker} has fallen silent`;
    this.#silenceTimer = setTimeout(() => this.end({ kind: 'lost', message }), this.#silenceMaxMs);
  }
}

/** The message that tells a worker to stop. */
export function cancelMessage(reason: string): string {
  return JSON.stringify({ kind: 'cancel', reason } satisfies WorkerCancel);
}
