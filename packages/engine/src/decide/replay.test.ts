import { isDeepStrictEqual } from 'node:util';

import type { ExecutionEvent } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EXECUTION_ARN } from '../../test/events.ts';
import { RANDOM_INPUT, randomMachine, randomTasks } from '../../test/random-machine.ts';
import { runInMemory, timerKey, type Outstanding } from '../../test/run-in-memory.ts';
import type { Effect } from '../effects/effect.ts';
import { pendingEffects } from '../effects/pending-effects.ts';
import { evolve } from '../evolve/evolve.ts';
import { fold } from '../evolve/fold.ts';
import { foldForRedrive } from '../evolve/fold-for-redrive.ts';
import { projectHistory } from '../projections/history/project-history.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { executionText, parseExecution } from '../state/snapshot/snapshot-format.ts';
import { hasPendingCause } from './pending-cause.ts';

interface RandomRun {
  readonly machine: unknown;
  readonly seed: number;
  readonly stopAfterMs: number | undefined;
  /** How often it is redriven after an end that was no success. */
  readonly redrives: number;
}

const run: fc.Arbitrary<RandomRun> = fc.record({
  machine: randomMachine,
  seed: fc.nat(),
  stopAfterMs: fc.option(fc.nat({ max: 30_000 }), { nil: undefined }),
  redrives: fc.nat({ max: 2 }),
});

/** Runs a random execution, and looks at it after every decision: each is a point at which the owner may crash. */
async function atEveryCrashPoint(
  { machine, seed, stopAfterMs, redrives }: RandomRun,
  look: (state: ExecutionState, events: readonly ExecutionEvent[], outstanding: Outstanding) => void,
) {
  return runInMemory(machine, {
    input: RANDOM_INPUT,
    seed,
    tasks: randomTasks(seed),
    onDecision: look,
    redrives,
    commands:
      stopAfterMs === undefined
        ? []
        : [{ afterMs: stopAfterMs, command: { kind: 'StopExecution', executionArn: EXECUTION_ARN } }],
  });
}

/** As `toStrictEqual`, which explains itself better and is slow: it is asked only when there is something to explain. */
function assertEqual(actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  expect(actual).toStrictEqual(expected);
}

/** What a new owner would set going, in the words of `Outstanding`. */
function setGoing(effects: readonly Effect[]): Outstanding {
  const tasks: string[] = [];
  const timers: string[] = [];
  for (const effect of effects) {
    if (effect.kind === 'DispatchTask') tasks.push(`${effect.task.frame}/${effect.task.taskId}`);
    if (effect.kind === 'SetTimer') timers.push(`${timerKey(effect.timer)} ${effect.timer.dueAt}`);
  }
  const continues = effects.some((effect) => effect.kind === 'Continue');
  return { tasks: tasks.toSorted(), timers: timers.toSorted(), continues };
}

describe('replay, for any machine, at any crash point', () => {
  it('folding the log gives the live state (E3)', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (chosen) => {
        await atEveryCrashPoint(chosen, (state, events) => {
          assertEqual(fold(events), state);
        });
      }),
    );
  });

  it('so does a snapshot, and the tail behind it', async () => {
    await fc.assert(
      fc.asyncProperty(run, fc.nat(), async (chosen, salt) => {
        const texts: { events: number; text: string }[] = [];
        const { events, state } = await atEveryCrashPoint(chosen, (live, soFar) => {
          texts.push({ events: soFar.length, text: executionText(live) });
        });
        const { events: taken, text } = texts[salt % texts.length]!;
        let restored: ExecutionState | undefined = parseExecution(new TextEncoder().encode(text));
        for (const [index, event] of events.entries()) {
          if (index < taken) continue;
          // A closed execution is in no snapshot: a redrive reads it back.
          const base = event.kind === 'ExecutionRedriven' ? foldForRedrive(events.slice(0, index)) : restored;
          restored = evolve(base, event);
        }
        expect(restored).toStrictEqual(state);
      }),
      { numRuns: 50 },
    );
  });

  it('a new owner sets going exactly what the crashed one had out', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (chosen) => {
        await atEveryCrashPoint(chosen, (_, events, outstanding) => {
          const replayed = fold(events);
          if (replayed?.status.kind !== 'RUNNING') return;
          const wanted = setGoing(pendingEffects(replayed, undefined));
          assertEqual(wanted, outstanding);
        });
      }),
    );
  });

  it('an open execution always has a pending cause, and ends in the end (E4)', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (chosen) => {
        const { status, faults } = await atEveryCrashPoint(chosen, (state) => {
          expect(hasPendingCause(state)).toBe(state.status.kind === 'RUNNING');
        });
        expect(faults).toEqual([]);
        expect(status).not.toBe('RUNNING');
      }),
    );
  });

  it('the history numbers its events without gaps, and links each to an earlier one', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (chosen) => {
        const { events } = await atEveryCrashPoint(chosen, () => {});
        const history = projectHistory(events);
        expect(history.map((event) => event.id)).toEqual(history.map((_, index) => index + 1));
        for (const { id, previousEventId } of history) expect(previousEventId).toBeLessThan(id);
      }),
      { numRuns: 50 },
    );
  });
});
