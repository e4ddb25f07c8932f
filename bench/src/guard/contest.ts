import type { Clock } from '../harness/clock.ts';
import type { Operation } from '../harness/load.ts';

/** One side of a contest. */
interface Contender {
  readonly operation: Operation;
  /** How many of its operations make a round. */
  readonly operationsPerRound: number;
}

/** A path and its floor, measured in turns. */
export interface Contest {
  readonly subject: Contender;
  readonly floor: Contender;
  /** Callers that each wait for their answer before they call again. */
  readonly concurrency: number;
  readonly rounds: number;
}

/**
 * How many times as long as its floor's an operation takes, by the best round of each. Whatever else a machine does
 * makes rounds longer and none shorter, so the best of many says most of the code. A round is so many operations and
 * not so much time: on a slow machine the code is as warm as on a fast one. Rejects when an operation does.
 */
export async function ratioOf(contest: Contest, clock: Clock): Promise<number> {
  const { subject, floor, concurrency, rounds } = contest;
  let subjectMs = Infinity;
  let floorMs = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    subjectMs = Math.min(subjectMs, await operationMs(subject, concurrency, clock));
    floorMs = Math.min(floorMs, await operationMs(floor, concurrency, clock));
  }
  return subjectMs / floorMs;
}

/** The time of a round, for each of its operations. */
async function operationMs(
  { operation, operationsPerRound }: Contender,
  concurrency: number,
  clock: Clock,
): Promise<number> {
  let left = operationsPerRound;
  async function call(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const answer = operation();
      if (answer !== undefined) await answer;
    }
  }
  const startedAt = clock.now();
  await Promise.all(Array.from({ length: concurrency }, call));
  return (clock.now() - startedAt) / operationsPerRound;
}
