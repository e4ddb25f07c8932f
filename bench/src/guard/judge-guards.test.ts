import { describe, expect, it } from 'vitest';

import { caseId } from '../harness/workload.ts';
import { requireWorkload } from '../workloads/registry.ts';
import { GUARDS, type Guard } from './guard.ts';
import { exceededGuards, type MeasureRatios } from './judge-guards.ts';

function guardOf(subject: string, usualRatio: number): Guard {
  return {
    workload: 'some',
    subject,
    usualRatio,
    operationsPerRound: { subject: 1, floor: 1 },
    rounds: 1,
  };
}

/** Measures, one time after the other, what is given for a guard. */
function measuring(ratios: Readonly<Record<string, readonly number[]>>) {
  const asked: string[][] = [];
  const measure: MeasureRatios = async (guards) => {
    asked.push(guards.map(({ subject }) => subject));
    return guards.map(({ subject }) => ratios[subject]?.[asked.length - 1] ?? NaN);
  };
  return { asked, measure };
}

describe('a guard', () => {
  it('holds when the path costs what it usually does, and is measured once', async () => {
    const { asked, measure } = measuring({ a: [4.4], b: [2] });
    expect(await exceededGuards([guardOf('a', 4), guardOf('b', 2)], measure, 5)).toEqual([]);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('is exceeded by a path that is several times slower, however often it is measured', async () => {
    const { measure } = measuring({ a: [4], b: [8, 7.5, 9] });
    expect(await exceededGuards([guardOf('a', 4), guardOf('b', 2)], measure, 3)).toEqual([
      { guard: 'some/b', ratioMax: 6, ratios: [8, 7.5, 9] },
    ]);
  });

  it('holds when it was a disturbance: only what was too much is measured again', async () => {
    const { asked, measure } = measuring({ a: [40, 50, 4.2], b: [2], c: [9, 3] });
    const guards = [guardOf('a', 4), guardOf('b', 2), guardOf('c', 2)];
    expect(await exceededGuards(guards, measure, 5)).toEqual([]);
    expect(asked).toEqual([['a', 'b', 'c'], ['a', 'c'], ['a']]);
  });

  it('is exceeded when nothing was measured', async () => {
    const { measure } = measuring({});
    expect(await exceededGuards([guardOf('a', 4)], measure, 2)).toMatchObject([{ guard: 'some/a' }]);
  });
});

describe('the guards', () => {
  it.each(GUARDS)('hold a case of the bench to its floor: $workload $subject', (guard) => {
    const { cases } = requireWorkload(guard.workload);
    const subject = cases.find((each) => caseId(each) === guard.subject);
    expect(cases.map(caseId)).toContain(subject?.floor);
  });
});
