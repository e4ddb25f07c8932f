import { describe, expect, it } from 'vitest';

import type { PeerName } from '../peers/peer.ts';
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
  variant: 'over 6 partitions',
  floor: caseId(FLOOR),
};

const PEER: CaseDeclaration = {
  ...FLOOR,
  system: 'Restate',
  peer: { name: 'restate', comparedWith: caseId(SUBJECT) },
};

const WORKLOAD = { name: 'chain', cases: [FLOOR, OTHER_FLOOR, SUBJECT, PEER] } as unknown as Workload;

function select(only: RegExp | undefined, peers: readonly PeerName[] = []) {
  return selectCases(WORKLOAD, { only, peers });
}

describe('caseId', () => {
  it('says system, variant, durability and load, without spaces', () => {
    expect(caseId(FLOOR)).toBe('bare-JetStream/fsync/c64');
    expect(caseId({ ...SUBJECT, load: { kind: 'open', ratePerSecond: 2_000 } })).toBe(
      'edgestep,-over-6-partitions/fsync/r2000',
    );
  });
});

describe('selectCases', () => {
  it('takes all without a wish, but for the peers', () => {
    expect(select(undefined)).toEqual([FLOOR, OTHER_FLOOR, SUBJECT]);
  });

  it('takes those peers that are there', () => {
    expect(select(undefined, ['restate'])).toEqual(WORKLOAD.cases);
    expect(select(undefined, ['dbos'])).not.toContain(PEER);
    expect(select(/Restate/, ['restate'])).toEqual([SUBJECT, PEER]);
  });

  it('takes what matches, and the floor that it needs', () => {
    expect(select(/edgestep/)).toEqual([FLOOR, SUBJECT]);
  });

  it('matches the name of the workload', () => {
    expect(select(/^chain\/.*relaxed/)).toEqual([OTHER_FLOOR]);
    expect(select(/loop/)).toEqual([]);
  });
});
