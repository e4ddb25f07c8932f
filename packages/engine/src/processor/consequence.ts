import type { Rejection } from '@edgestep/shared';

import type { PlainAnswer } from '../decide/answer-unopened.ts';
import { reject } from '../decide/reject.ts';
import type { Effect } from '../effects/effect.ts';
import type { Position } from './group-commit.ts';
import type { Pending } from './slot.ts';

/** What waits for a decision to be durable: its effects, then its answer. */
export interface Consequence {
  readonly effects: readonly Effect[];
  readonly settle: Pending['settle'];
  readonly answer: PlainAnswer;
  /** Where what the answer rests on is in the log. */
  readonly position: Position | undefined;
}

export const NO_EFFECTS: readonly Effect[] = [];

/** The answer to what came to a partition that is not here any more. */
export function moved(): Rejection {
  return reject('partition-moved', 'This node no longer owns the partition of the execution.');
}
