import { describe, expect, it } from 'vitest';

import type { NodeFootprint } from '../footprint/node-footprint.ts';
import type { CaseReport, RoundFigures, WorkloadReport } from '../harness/report.ts';
import { FLOOR } from '../render/example-report.ts';
import { caseId } from '../harness/workload.ts';
import { requireWorkload } from '../workloads/registry.ts';
import { judge } from './judge.ts';
import { CASE_TARGETS, type Bound, type CaseTarget, type TargetMeasure } from './target.ts';

function round(unitsPerSecond: number, p50Us: number): RoundFigures {
  return { unitsPerSecond, p50Us, cpuUsPerUnit: 1 };
}

function workload(name: string, rounds: Readonly<Record<string, readonly RoundFigures[]>>): WorkloadReport {
  const cases = Object.entries(rounds).map(([id, figures]): CaseReport => ({
    ...FLOOR,
    id,
    rounds: figures,
  }));
  return {
    name,
    title: '',
    unit: 'step',
    operation: '',
    doesNotMeasure: [],
    kind: 'measured',
    cases,
    dropped: [],
  };
}

function target(measure: TargetMeasure, bound: Bound, theirWorkload = 'one'): CaseTarget {
  return {
    what: 'a target',
    measure,
    bound,
    ours: { workload: 'one', caseId: 'ours' },
    theirs: { workload: theirWorkload, caseId: 'theirs' },
  };
}

const ONE = workload('one', {
  ours: [round(500, 100), round(50, 900), round(600, 110)],
  theirs: [round(100, 200), round(10, 1_800), round(100, 200)],
});

describe('judge', () => {
  it.each<[TargetMeasure, Bound, string, number]>([
    ['throughput', { kind: 'at least', value: 5 }, 'met', 5],
    ['throughput', { kind: 'at least', value: 5.1 }, 'missed', 5],
    ['time', { kind: 'at most', value: 0.2 }, 'met', 0.2],
    ['p50', { kind: 'at most', value: 0.5 }, 'met', 0.5],
    ['p50', { kind: 'at most', value: 0.4 }, 'missed', 0.5],
    ['added p50', { kind: 'at most', value: -90 }, 'met', -100],
  ])('%s, %o: %s at %d, round by round', (measure, bound, kind, median) => {
    expect(judge(target(measure, bound), { workloads: [ONE] })).toMatchObject({ kind, value: { median } });
  });

  it('takes the median of what was measured in another workload', () => {
    const other = workload('other', { theirs: [round(100, 400), round(1, 1), round(100, 200)] });
    const verdict = judge(target('p50', { kind: 'at most', value: 1 }, 'other'), { workloads: [ONE, other] });
    expect(verdict).toMatchObject({ kind: 'met', value: { median: 0.55 } });
  });

  it('says nothing of what was not measured', () => {
    const failed: WorkloadReport = { ...ONE, name: 'other', kind: 'failed', reason: 'no port' };
    for (const workloads of [[], [failed], [workload('one', { ours: [round(1, 1)] })]]) {
      const verdict = judge(target('p50', { kind: 'at most', value: 1 }), { workloads });
      expect(verdict.kind).toBe('not measured');
    }
  });
});

describe('judge, of an idle node', () => {
  const node: NodeFootprint = {
    firstReadyMs: 3_000,
    readyMs: { median: 1_500, min: 1_400, max: 2_500 },
    residentMiB: { median: 121, min: 100, max: 122 },
    fileMiB: { median: 55, min: 54, max: 56 },
    idleSeconds: 30,
  };
  const ready = { what: '', measure: 'ready', bound: { kind: 'at most', value: 2_000 } } as const;
  const memory = { what: '', measure: 'memory', bound: { kind: 'at most', value: 120 } } as const;

  it('takes what was measured of it', () => {
    expect(judge(ready, { workloads: [], node })).toMatchObject({ kind: 'met', value: { median: 1_500 } });
    expect(judge(memory, { workloads: [], node })).toMatchObject({ kind: 'missed', value: { median: 121 } });
    expect(judge(memory, { workloads: [] }).kind).toBe('not measured');
  });
});

describe('the targets', () => {
  it.each(CASE_TARGETS.map((each) => [each.what, each] as const))(
    '%s: of cases that there are',
    (_what, each) => {
      for (const address of [each.ours, each.theirs]) {
        const ids = requireWorkload(address.workload).cases.map(caseId);
        expect(ids).toContain(address.caseId);
      }
    },
  );
});
