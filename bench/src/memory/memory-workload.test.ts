import { describe, expect, it } from 'vitest';

import { selectCases, type Workload } from '../harness/workload.ts';
import { requireWorkload } from '../workloads/registry.ts';
import { COUNTING_LOOP } from './counting-loop.ts';
import { memoryWorkload, type MemorySubject } from './memory-workload.ts';

const LOOP: MemorySubject = {
  ...COUNTING_LOOP,
  name: 'loop',
  title: 'a loop',
  operation: 'Goes round.',
  definition: {
    StartAt: 'IsDone',
    States: {
      IsDone: {
        Type: 'Choice',
        Choices: [{ Variable: '$.count', NumericGreaterThanEqualsPath: '$.limit', Next: 'Done' }],
        Default: 'Count',
      },
      Count: {
        Type: 'Pass',
        Parameters: { 'count.$': 'States.MathAdd($.count, 1)', 'limit.$': '$.limit', 'label.$': '$.label' },
        Next: 'IsDone',
      },
      Done: { Type: 'Succeed' },
    },
  },
};

/** Those that need nothing installed for comparisons. */
function ownCases(workload: Workload) {
  return selectCases(workload, { only: undefined, peers: [] });
}

describe('a workload in memory', () => {
  // Opening proves that the plain program leaves behind, object for object, what the engine does.
  it.each(['pass-chain', 'choice-loop', 'jsonata-loop', 'state-count'])(
    '%s opens, and each of its operations works',
    async (name) => {
      const workload = requireWorkload(name);
      await using open = await workload.open(ownCases(workload));
      for (const each of ownCases(workload)) expect(await open.operation(each)()).toBeUndefined();
    },
  );

  it('has operations on JSONPath that make no promise', async () => {
    const workload = memoryWorkload(LOOP);
    await using open = await workload.open(ownCases(workload));
    for (const each of ownCases(workload)) expect(open.operation(each)()).toBeUndefined();
  });

  it('does not open when the plain program does other work than the engine', async () => {
    const cheating: MemorySubject = { ...LOOP, plain: (recorder, input) => recorder.succeed(input) };
    await expect(memoryWorkload(cheating).open([])).rejects.toThrow(
      'the plain program leaves other events behind',
    );
  });

  it('does not open when it counts transitions that there are not', async () => {
    const boasting: MemorySubject = { ...LOOP, transitions: LOOP.transitions + 1 };
    await expect(memoryWorkload(boasting).open([])).rejects.toThrow('another number of states');
  });

  it('does not open when its execution fails', async () => {
    const failing: MemorySubject = { ...LOOP, input: { count: 'none', limit: 3 } };
    await expect(memoryWorkload(failing).open([])).rejects.toThrow('FAILED');
  });
});
