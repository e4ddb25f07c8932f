import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { end, machineOf } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const to = (next: string): JsonObject => ({ Type: 'Pass', Next: next });
const noEnd = 'MISSING_END_STATE: Workflow has no terminal state at undefined';

describe('reachability', () => {
  it('asks for a state that ends its block', () => {
    expect(errorsOf({ StartAt: 'A', States: { A: to('B'), B: to('A') } })).toEqual([noEnd]);
    expect(errorsOf({ StartAt: 'A', States: { A: to('B'), B: { Type: 'Succeed' } } })).toEqual([]);
    expect(errorsOf({ StartAt: 'A', States: { A: to('B'), B: { Type: 'Fail' } } })).toEqual([]);
  });

  it('does not look for unreachable states where nothing ends', () => {
    expect(errorsOf({ StartAt: 'A', States: { A: to('B'), B: to('A'), C: to('A') } })).toEqual([noEnd]);
  });

  it('names states that nothing leads to, an end among them', () => {
    expect(errorsOf({ StartAt: 'A', States: { A: to('B'), B: to('A'), C: end } })).toEqual([
      'MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C',
    ]);
  });

  it('is about each block by itself', () => {
    const branch = { StartAt: 'W', States: { W: end, Ghost: end } };
    expect(errorsOf(machineOf({ Type: 'Parallel', Branches: [branch], End: true }))).toEqual([
      'MISSING_TRANSITION_TARGET: State "Ghost" is not reachable. at /States/State/Branches[0]/States/Ghost',
    ]);
    const endless = { StartAt: 'W', States: { W: to('W') } };
    expect(errorsOf(machineOf({ Type: 'Parallel', Branches: [endless], End: true }))).toEqual([noEnd]);
  });

  it('follows default, rules and catchers', () => {
    const catching: JsonObject = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:los-angeles:000000000000:function:work',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    };
    const choosing = {
      Type: 'Choice',
      Choices: [{ Variable: '$', IsNull: true, Next: 'Task' }],
      Default: 'Else',
    };
    expect(errorsOf(machineOf(choosing, { Task: catching, Caught: end, Else: end }))).toEqual([]);
  });
});
