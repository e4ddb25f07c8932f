import type { Principal } from './principal.ts';

/** What a handler knows of a call besides its request. */
export interface CallContext {
  readonly principal: Principal;
  /** Names this call in answers and logs (`x-amzn-RequestId`). */
  readonly requestId: string;
  /** Aborted when the caller went away or the front door closes. What is already durable stays. */
  readonly signal: AbortSignal;
  /**
   * How long the caller would wait for the end of what it asks about (`Prefer: wait`), in milliseconds. Present for
   * the operations alone that the front door was told of (`waits`).
   */
  readonly waitMs?: number;
  /** W3C Trace Context of the caller (`traceparent`), well formed, when it sent one. */
  readonly traceparent?: string;
}
