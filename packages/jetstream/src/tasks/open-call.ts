import {
  WORKER_BEATS_MISSED_MAX,
  type WorkerCancel,
  type WorkerFrame,
  type WorkerProgress,
} from '@edgestep/shared';

import type { FunctionCall, FunctionCallOutcome } from './function-call.ts';

/** What a call on its way came to; `no-responders` is not yet final. */
export type CallEnd = FunctionCallOutcome | { readonly kind: 'no-responders' };

/** The server says within a moment that nobody listens: a request that has been out for longer is with somebody. */
const PRESUMED_ACCEPTED_MS = 1_000;

/** A worker of the SDK accepts at once: whoever has not for so long is none, or is gone. */
const UNACCOUNTED_MS = 6_000;

/** How a call went out: by a request of its own, or with others to a worker that takes batches. */
export type CallWay = 'single' | 'batch';

/** What hears of the end of a call, at once. */
type OnEnd = (call: OpenCall, end: CallEnd) => void;

/**
 * A task on its way to a worker. Once a worker of the SDK has accepted it, what it tells of the task proves that it
 * lives, and the call ends as lost when they stop; until then, and for other services, a cut of the caller's own
 * connection ends it. Times are those of the `HearingClock`.
 */
export class OpenCall {
  readonly ended: Promise<CallEnd>;
  readonly call: FunctionCall;
  /** The function's name as it stands in subjects. */
  readonly functionKey: string;
  readonly way: CallWay;
  readonly #onEnd: OnEnd;
  readonly #settle: (end: CallEnd) => void;
  readonly #onAbort = () => this.end({ kind: 'cancelled' });
  #id = '';
  #isEnded = false;
  #sentMs = 0;
  #worker: string | undefined;
  #silenceMaxMs = 0;
  #heardMs = 0;
  #askedMs = 0;
  #isPresumedAccepted = false;
  #cancelSubject: string | undefined;

  constructor(call: FunctionCall, functionKey: string, way: CallWay, onEnd: OnEnd) {
    const { promise, resolve } = Promise.withResolvers<CallEnd>();
    this.ended = promise;
    this.call = call;
    this.functionKey = functionKey;
    this.way = way;
    this.#onEnd = onEnd;
    this.#settle = resolve;
    call.signal.addEventListener('abort', this.#onAbort);
  }

  /** Tells the caller's open calls apart; empty until it is sent. */
  get id(): string {
    return this.#id;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** It goes out now. */
  sent(id: string, nowMs: number): void {
    this.#id = id;
    this.#sentMs = nowMs;
    this.#heardMs = nowMs;
    this.#askedMs = nowMs;
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
        return this.#accepted(progress);
      case 'heartbeat':
        return this.call.onHeartbeat?.();
      case 'beat':
        return;
    }
  }

  /** A frame names it as held. */
  held(frame: WorkerFrame, cancelSubject: string | undefined, nowMs: number): void {
    this.#cancelSubject = cancelSubject ?? this.#cancelSubject;
    this.#heardMs = nowMs;
    if (this.#worker === undefined) this.#accepted(frame);
  }

  #accepted({ worker, beatIntervalMs }: { readonly worker: string; readonly beatIntervalMs: number }): void {
    this.#worker = worker;
    this.#silenceMaxMs = beatIntervalMs * WORKER_BEATS_MISSED_MAX;
    this.call.onAccepted?.(worker);
  }

  /** Draws the conclusions from the time that has gone by. */
  tick(nowMs: number): void {
    if (this.#worker !== undefined) {
      if (nowMs - this.#heardMs <= this.#silenceMaxMs) return;
      this.end({ kind: 'lost', message: `the worker ${this.#worker} has fallen silent` });
    } else if (!this.#isPresumedAccepted && nowMs - this.#sentMs > PRESUMED_ACCEPTED_MS) {
      this.#isPresumedAccepted = true;
      this.call.onAccepted?.(undefined);
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

  /** The first end holds. */
  end(end: CallEnd): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.call.signal.removeEventListener('abort', this.#onAbort);
    this.#onEnd(this, end);
    this.#settle(end);
  }
}

/** The message that tells a worker to stop. */
export function cancelMessage(reason: string, ids: readonly string[]): Uint8Array {
  return Buffer.from(JSON.stringify({ kind: 'cancel', reason, ids } satisfies WorkerCancel));
}
