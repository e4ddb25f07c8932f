import type { TaskAssignment } from '@edgestep/engine';
import type { CompleteTask, FailTask, TaskAddress } from '@edgestep/shared';

import type { SeededRandom } from '../core/seeded-random.ts';

/** What a worker will do with a task that it was given. */
export interface WorkerPlan {
  readonly afterMs: number;
  /** It says that it began, and beats so often meanwhile. */
  readonly beatEveryMs: number | undefined;
  /** Undefined: it dies over the work, and nobody hears of it. */
  readonly report: CompleteTask | FailTask | undefined;
}

/** What every result carries, so that it can be told whose it is. */
interface ResultMark {
  readonly execution: string;
  readonly taskId: number;
  readonly report: number;
}

const QUICK_MAX_MS = 400;
const SLOW_MAX_MS = 7_000;

/** Draws what becomes of a task. `report` numbers results: no two are the same. */
export function drawWorkerPlan(random: SeededRandom, task: TaskAssignment, report: number): WorkerPlan {
  const isSlow = random.chance(0.2);
  const afterMs = random.int(1, isSlow ? SLOW_MAX_MS : QUICK_MAX_MS);
  const beatEveryMs = isSlow && random.chance(0.7) ? random.int(500, 2_500) : undefined;
  const address = addressOf(task);
  const mark: ResultMark = { execution: task.executionArn, taskId: task.taskId, report };
  const dice = random.next();
  if (dice < 0.06) return { afterMs, beatEveryMs, report: undefined };
  if (dice < 0.3) {
    const error = random.pick(['Red', 'Blue']);
    const cause = JSON.stringify(mark);
    return { afterMs, beatEveryMs, report: { kind: 'FailTask', ...address, phase: 'run', error, cause } };
  }
  const output = { ...mark, items: ['a', 'b', 'c'].slice(0, random.int(0, 3)) };
  return { afterMs, beatEveryMs, report: { kind: 'CompleteTask', ...address, output } };
}

export function addressOf({ executionArn, frame, taskId }: TaskAddress): TaskAddress {
  return { executionArn, frame, taskId };
}
