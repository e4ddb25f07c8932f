import { describe, expect, it } from 'vitest';

import { caseId, selectCases, type CaseDeclaration, type Workload } from './workload.ts';

const FLOOR: CaseDeclaration = {
  system: 'bare JetStream',
  durability: 'fsync',
  load: { kind: 'closed', concurrency: 64 },
  unitsPerOperation: 1,
};
const OTHER_FLOOR: CaseDeclaration = { ...FLOOR, durability: 'relaxed' };
const SUBJECT: CaseDeclaration = {
  ...FLOOR,
  system: 'edgestep',
  variant: 'over 16 partitions',
  floor: caseId(FLOOR),
};

const WORKLOAD = { name: 'chain', cases: [FLOOR, OTHER_FLOOR, SUBJECT] } as unknown as Workload;

describe('caseId', () => {
  it('says system, variant, durability and load, without spaces', () => {
    expect(caseId(FLOOR)).toBe('bare-JetStream/fsync/c64');
    expect(caseId({ ...SUBJECT, load: { kind: 'open', ratePerSecond: 2_000 } })).toBe(
      'edgestep,-over-16-partitions/fsync/r2000',
    );
  });
});

describe('selectCases', () => {
  it('takes all without a wish', () => {
    expect(selectCases(WORKLOAD, undefined)).toEqual(WORKLOAD.cases);
  });

  it('takes what matches, and the floor that it needs', () => {
    expect(selectCases(WORKLOAD, /edgestep/)).toEqual([FLOOR, SUBJECT]);
  });

  it('matches the name of the workload', () => {
    expect(selectCases(WORKLOAD, /^chain\/.*relaxed/)).toEqual([OTHER_FLOOR]);
    expect(selectCases(WORKLOAD, /loop/)).toEqual([]);
  });
});
