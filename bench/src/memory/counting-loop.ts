import type { Json } from '@edgestep/shared';

import type { MemorySubject } from './memory-workload.ts';
import type { PlainRecorder } from './plain-recorder.ts';

/** How often a loop of the bench goes round. */
const ROUNDS = 50;

type Counter = Readonly<{ count: number; limit: number; label: string }>;

/**
 * What the loops of the bench have in common, whatever the language of their queries: a Choice that compares a count
 * with its limit, and a Pass that builds a new value with the count one higher.
 */
export const COUNTING_LOOP = {
  input: { count: 0, limit: ROUNDS, label: 'order 7' },
  /** The Choice decides once more than the Pass counts, then comes the Succeed. */
  transitions: 2 * ROUNDS + 2,
  plain,
} satisfies Partial<MemorySubject>;

export const LOOP_OPERATION =
  `An execution that goes ${ROUNDS} times round a loop of a Choice and a Pass, then through a Succeed: ` +
  `${2 * ROUNDS + 2} transitions.`;

function plain(recorder: PlainRecorder<unknown>, input: Json): void {
  let value = input as Counter;
  for (;;) {
    recorder.enter('IsDone', 'Choice', value);
    if (value.count >= value.limit) break;
    recorder.exit('IsDone', 'Choice', value, 'Count');
    recorder.enter('Count', 'Pass', value);
    value = { count: value.count + 1, limit: value.limit, label: value.label };
    recorder.exit('Count', 'Pass', value, 'IsDone');
  }
  recorder.exit('IsDone', 'Choice', value, 'Done');
  recorder.enter('Done', 'Succeed', value);
  recorder.exit('Done', 'Succeed', value, undefined);
  recorder.succeed(value);
}
