import { spreadOf } from '../harness/spread.ts';
import { duration, threeDigits } from '../render/quantity.ts';
import type { TakeOverReport } from './measure-take-over.ts';
import { latenesses } from './render-parked.ts';

/** What came of it, for a terminal. */
export function renderTakeOver({ executions, answeredMs, dueAtDeath, dueLater }: TakeOverReport): string {
  const { median, min, max } = spreadOf(answeredMs);
  return [
    `${threeDigits(executions)} open executions in the partition, its owner killed ${answeredMs.length} times`,
    `answered again after ${duration(median * 1_000)} (${duration(min * 1_000)} to ${duration(max * 1_000)})`,
    `late, when due from the death on: ${latenesses(dueAtDeath)}`,
    `late, when due later: ${latenesses(dueLater)}`,
  ].join('\n');
}
