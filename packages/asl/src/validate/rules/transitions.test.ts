import { describe, expect, it } from 'vitest';

import { end, machineOf, map, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const missing = "MISSING_TRANSITION_TARGET: Missing 'Next' target: Ghost at";

describe('transitions', () => {
  it('lead to states of the same block, wherever they are written', () => {
    const choices = [{ Variable: '$.x', IsPresent: true, Next: 'Ghost' }];
    expect(errorsOf(machineOf({ Type: 'Choice', Choices: choices, Default: 'End' }, { End: end }))).toEqual([
      `${missing} /States/State/Choices[0]/Next`,
    ]);
    const rules = [{ Variable: '$.x', IsPresent: true, Next: 'End' }];
    expect(errorsOf(machineOf({ Type: 'Choice', Choices: rules, Default: 'Ghost' }, { End: end }))).toEqual([
      `${missing} /States/State/Default`,
    ]);
    expect(errorsOf(machineOf(task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Ghost' }] })))).toEqual([
      `${missing} /States/State/Catch[0]/Next`,
    ]);
  });

  it('do not lead out of a branch or an iteration', () => {
    const inner = { StartAt: 'In', States: { In: { Type: 'Pass', Next: 'State' }, Out: end } };
    expect(errorsOf(machineOf(map({ ItemProcessor: inner })))[0]).toBe(
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: State at /States/State/ItemProcessor/States/In/Next",
    );
  });

  it('begin at a state that is there', () => {
    expect(errorsOf({ StartAt: 'Ghost', States: { A: end } })).toEqual([
      `${missing} /StartAt`,
      'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A',
    ]);
  });

  it('that dangle are told beside a missing end, and first', () => {
    expect(errorsOf(machineOf({ Type: 'Pass', Next: 'Ghost' }))).toEqual([
      `${missing} /States/State/Next`,
      'MISSING_END_STATE: Workflow has no terminal state at undefined',
    ]);
  });
});
