import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { caseId } from '../harness/workload.ts';
import { requireWorkload, WORKLOADS } from './registry.ts';

const workloads = Object.entries(WORKLOADS);

describe('the registry of workloads', () => {
  it('holds every workload of the folder under the name of its file', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.workload.ts'));
    expect(Object.keys(WORKLOADS).toSorted()).toEqual(
      files.map((file) => file.replace('.workload.ts', '')).toSorted(),
    );
  });

  it.each(workloads)('%s bears its name', (name, workload) => {
    expect(workload.name).toBe(name);
  });

  it.each(workloads)('%s says what it does not measure', (_name, workload) => {
    expect(workload.doesNotMeasure.length).toBeGreaterThan(0);
  });

  it.each(workloads)('%s has cases that can be told apart, with floors among them', (_name, { cases }) => {
    const ids = cases.map(caseId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { floor } of cases) expect(floor === undefined || ids.includes(floor)).toBe(true);
  });

  it.each(workloads)(
    '%s compares a case only with a floor of the same load and durability',
    (_name, { cases }) => {
      for (const each of cases) {
        const floor = cases.find((other) => caseId(other) === each.floor);
        if (floor === undefined) continue;
        expect([floor.load, floor.durability, floor.unitsPerOperation, floor.floor]).toEqual([
          each.load,
          each.durability,
          each.unitsPerOperation,
          undefined,
        ]);
      }
    },
  );

  it.each(workloads)('%s compares a peer with a case of ours under the same load', (_name, { cases }) => {
    for (const { peer, load, unitsPerOperation } of cases) {
      if (peer === undefined) continue;
      const ours = cases.find((each) => caseId(each) === peer.comparedWith);
      expect(ours).toMatchObject({ system: 'edgestep', load, unitsPerOperation });
    }
  });

  it('refuses a name that it does not have', () => {
    expect(() => requireWorkload('nothing')).toThrow('there is no workload nothing');
  });
});
