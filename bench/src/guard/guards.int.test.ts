import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startChildProgram } from '../api/child-program.ts';
import type { GuardRequest } from './guard-program.ts';
import { GUARDS, type Guard } from './guard.ts';
import { exceededGuards, type MeasureRatios } from './judge-guards.ts';

const ATTEMPTS_MAX = 5;
/** Nothing is waited for that long: it is what a machine takes that does everything else first. */
const TIMEOUT = { timeout: 180_000 };

const PROGRAM = join(import.meta.dirname, 'guard-program.ts');

/** In a process of its own, as the bench measures: what tests make of the code on its way is not measured. */
function measured(slowDown: number): MeasureRatios {
  return async (guards) => {
    const request: GuardRequest = { guards, slowDown };
    await using program = await startChildProgram<readonly number[]>(PROGRAM, request);
    return program.ready;
  };
}

const byWorkload = Map.groupBy(GUARDS, ({ workload }) => workload);

function guardsOf(workload: string): readonly Guard[] {
  return byWorkload.get(workload) ?? [];
}

describe('what a path costs in times of its floor, measured beside it', () => {
  it.each([...byWorkload.keys()])('is not several times what it was: %s', TIMEOUT, async (workload) => {
    expect(await exceededGuards(guardsOf(workload), measured(1), ATTEMPTS_MAX)).toEqual([]);
  });

  it('is too much when the path does its work ten times', TIMEOUT, async () => {
    const guard = guardsOf('pass-chain').filter(({ subject }) => subject.includes('with-AWS-history'));
    const slow = guard.map((each) => ({ ...each, operationsPerRound: { subject: 10, floor: 500 } }));
    const exceeded = await exceededGuards(slow, measured(10), 1);
    expect(exceeded).toMatchObject([{ guard: 'pass-chain/edgestep,-with-AWS-history/none/c1' }]);
  });
});
