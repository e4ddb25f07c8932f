import { freePorts, startCluster } from '@edgestep/testkit';
import { beforeAll, describe, expect, it } from 'vitest';

import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { runCases, type CaseResult } from './run-cases.ts';

let results: readonly CaseResult[] = [];

beforeAll(async () => {
  const [functionsPort = 0] = await freePorts(1);
  await using cluster = await startCluster({
    zones: ['los-angeles'],
    functionsUrl: `http://127.0.0.1:${functionsPort}`,
    durability: 'relaxed',
  });
  const endpoint = cluster.ready.zones['los-angeles']?.url ?? '';
  results = await runCases({ endpoint, functionsPort });
}, 600_000);

function describeFailure({ id, differences }: CaseResult): string {
  const [first] = differences;
  return `${id}\n  ${first?.path}: expected ${JSON.stringify(first?.expected)}, got ${JSON.stringify(first?.actual)}`;
}

describe('a zone under ./edgestep dev', () => {
  it('does what AWS did in every recorded case, but for the differences that are known', () => {
    expect(results.length).toBeGreaterThan(800);
    const surprising = results.filter(
      ({ id, pass }) => !pass && !KNOWN_DIFFERENCES.some(({ cases }) => cases.test(id)),
    );
    expect(surprising.map(describeFailure)).toEqual([]);
  });

  it('has no difference in the list of the known that is none any more', () => {
    const failing = results.filter(({ pass }) => !pass);
    const gone = KNOWN_DIFFERENCES.filter(({ cases }) => !failing.some(({ id }) => cases.test(id)));
    expect(gone.map(({ reason }) => reason)).toEqual([]);
  });
});
