import { describe, expect, it } from 'vitest';

import { caseId, type Workload } from '../harness/workload.ts';
import { requireWorkload } from '../workloads/registry.ts';
import { durableWorkload } from './durable-workload.ts';

/** The cases of a workload with one server: those on `fsync`. */
function fsyncCases(workload: Workload) {
  return workload.cases.filter(({ durability }) => durability === 'fsync');
}

describe('a durable workload', () => {
  it.each(['smallest-durable', 'durable-chain'])(
    '%s opens, and each of its operations works',
    async (name) => {
      const workload = requireWorkload(name);
      const cases = fsyncCases(workload);
      await using open = await workload.open(cases);
      for (const each of cases) {
        const several = Array.from({ length: 20 }, async () => open.operation(each)());
        await expect(Promise.all(several), caseId(each)).resolves.toHaveLength(20);
      }
    },
  );

  it('map-fan-out opens, and each of its operations works', async () => {
    const workload = requireWorkload('map-fan-out');
    await using open = await workload.open(workload.cases);
    for (const each of workload.cases) await expect(open.operation(each)()).resolves.toBeUndefined();
  });

  it('rejects an operation whose execution ends with something else than it should', async () => {
    const workload = durableWorkload({
      name: 'wrong',
      title: 'a wrong answer',
      operation: 'Answers wrongly.',
      unit: 'execution',
      unitsPerOperation: 1,
      appends: 2,
      openRatePerSecond: 1,
      definition: {
        StartAt: 'Only',
        States: {
          Only: { Type: 'Task', Resource: 'arn:aws:lambda:dallas:000000000000:function:step', End: true },
        },
      },
      input: 1,
      output: 2,
      functions: { step: (input) => input },
    });
    const cases = workload.cases.filter((each) => caseId(each) === 'edgestep/relaxed/c1');
    await using open = await workload.open(cases);
    for (const each of cases)
      await expect(open.operation(each)()).rejects.toThrow('the execution ended otherwise');
    expect(cases).toHaveLength(1);
  });
});
