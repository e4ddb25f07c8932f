import type { Rejection, RejectionReason } from '@edgestep/shared';

/** A refusal: an expected answer, a value. */
export function reject(reason: RejectionReason, message: string): Rejection {
  return { kind: 'rejection', reason, message };
}
