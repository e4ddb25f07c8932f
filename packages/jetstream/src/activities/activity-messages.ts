/**
 * How an activity's task goes from the owner of its execution to a poller, both nodes of one zone:
 *
 * 1. A poller listens on `activityOfferSubject` in the queue group `ACTIVITY_QUEUE`, then says `wanted` on
 *    `activityWantedSubject`, and again every few seconds.
 * 2. The owner sends an offer, a request without a body; one poller answers with a `PollerAnswer`.
 * 3. The owner records durably that the poller's worker has the task (the claim), and sends a `HandOver` to the
 *    subject that the poller named, as a request.
 * 4. The poller answers that it took it. When that answer does not come, the poller is gone, and the owner hands the
 *    same claim to another one. A claim that arrived twice does no harm: its results are applied once (E6).
 */
export const ACTIVITY_QUEUE = 'pollers';

/** What a worker gets: the answer of GetActivityTask. */
export interface ActivityTask {
  readonly taskToken: string;
  /** JSON text. */
  readonly input: string;
}

/** A poller's answer to an offer. */
export type PollerAnswer =
  | { readonly kind: 'accept'; readonly handOverSubject: string; readonly workerName?: string }
  /** It has got a task meanwhile. */
  | { readonly kind: 'decline' };

/** What the owner sends to a poller that accepted. */
export type HandOver =
  | { readonly kind: 'task'; readonly task: ActivityTask }
  /** The task is not wanted any more: wait for another one. */
  | { readonly kind: 'withdrawn' };

/** A poller's answer to a hand-over. */
export type HandOverAnswer = { readonly kind: 'taken' } | { readonly kind: 'gone' };

export function encodeMessage(message: PollerAnswer | HandOver | HandOverAnswer): Uint8Array {
  return Buffer.from(JSON.stringify(message));
}

/** Reads a message of a node of the same release; undefined when the bytes are something else. */
export function decodeMessage<M extends PollerAnswer | HandOver | HandOverAnswer>(
  bytes: Uint8Array,
): M | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as M;
  } catch {
    return undefined;
  }
}
