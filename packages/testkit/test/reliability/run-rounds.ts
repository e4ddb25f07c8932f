import { setTimeout as delay } from 'node:timers/promises';

import type { ClientView } from './client-view.ts';
import type { FaultTargets } from './faults/fault.ts';
import { FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';
import { openIn } from './load/start-executions.ts';
import type { SeededRandom } from './seeded-random.ts';

/** One round: what was broken, and how the cluster took it. */
export interface Round {
  readonly round: number;
  /** Since the first round, in ms. */
  readonly atMs: number;
  readonly what: string;
  /** Until the cause had passed; undefined when the next round began before. */
  readonly healedMs: number | undefined;
  /** The longest time without an acknowledged start in this round. */
  readonly gapMs: number;
  readonly open: number;
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly faults: readonly FaultKind[];
  readonly targets: FaultTargets;
  readonly view: ClientView;
  readonly random: SeededRandom;
  readonly onRound: (round: Round) => void;
}

const CALM_MS = [200, 3_500] as const;
/** So often the next fault does not wait until the last one has passed. */
const OVERLAP_SHARE = 0.2;

/** Breaks something in each round, at a moment that nobody chose. Ends when the last cause has passed. */
export async function runRounds(options: RoundsOptions): Promise<readonly Round[]> {
  const { random, faults, targets, view, onRound } = options;
  const began = performance.now();
  const rounds: Round[] = [];
  const healings: Promise<void>[] = [];
  for (let number = 1; number <= options.rounds; number += 1) {
    const roundBegan = performance.now();
    await delay(random.between(...CALM_MS));
    const injectedAt = performance.now();
    const { what, healed } = await FAULT_KINDS[random.pick(faults)](targets, random);
    const healing = healed.catch((error: unknown) =>
      view.violation('what was killed comes back', `${what}: ${String(error)}`),
    );
    healings.push(healing);
    const isOverlapped = random.next() < OVERLAP_SHARE;
    if (!isOverlapped) await healing;
    const round: Round = {
      round: number,
      atMs: Math.round(injectedAt - began),
      what,
      healedMs: isOverlapped ? undefined : Math.round(performance.now() - injectedAt),
      gapMs: longestGapMs(view, roundBegan),
      open: openIn(view),
    };
    rounds.push(round);
    onRound(round);
  }
  await Promise.all(healings);
  return rounds;
}

function longestGapMs({ records }: ClientView, since: number): number {
  const times = [...records.values()]
    .flatMap(({ acknowledgedAt }) =>
      acknowledgedAt === undefined || acknowledgedAt < since ? [] : [acknowledgedAt],
    )
    .toSorted((one, other) => one - other);
  const moments = [since, ...times, performance.now()];
  return Math.round(Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at))));
}
