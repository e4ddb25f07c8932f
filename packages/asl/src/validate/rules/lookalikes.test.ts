import { describe, expect, it } from 'vitest';

import { end, jsonataMachineOf, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf, warningsOf } from '../../../test/findings-of.ts';

describe('constants that look like queries', () => {
  it('are warned of in templates', () => {
    const definition = machineOf(
      task({ Parameters: { a: '$.x', b: [{ c: "States.Format('x')" }], d: '$5', e: 'States.ALL' } }),
    );
    expect(errorsOf(definition)).toEqual([]);
    expect(warningsOf(definition)).toEqual([
      "NO_DOLLAR: The value of 'a' looks like a JSONPath or intrinsic function. Use 'a.$' to evaluate it at runtime. at /States/State/Parameters",
      "NO_DOLLAR: The value of 'c' looks like a JSONPath or intrinsic function. Use 'c.$' to evaluate it at runtime. at /States/State/Parameters/b[0]",
    ]);
  });

  it('are warned of in the Result of a Pass', () => {
    expect(warningsOf(machineOf({ ...end, Result: { a: ['$.x', '$$.Execution.Id', 'plain'] } }))).toEqual([
      'PASS_RESULT_IS_STATIC: The Result of a Pass state is a constant: paths in it are not evaluated. at /States/State/Result/a[0]',
      'PASS_RESULT_IS_STATIC: The Result of a Pass state is a constant: paths in it are not evaluated. at /States/State/Result/a[1]',
    ]);
  });

  it('are warned of where a field for paths exists', () => {
    expect(warningsOf(machineOf({ Type: 'Fail', Error: 'plain', Cause: '$.cause' }))).toEqual([
      "NO_PATH: The value of 'Cause' looks like a path. Use 'CausePath' to evaluate it at runtime. at /States/State/Cause",
    ]);
    const rules = [{ Variable: '$.a', StringEquals: '$.b', Next: 'End' }];
    expect(warningsOf(machineOf({ Type: 'Choice', Choices: rules }, { End: end }))).toEqual([
      "NO_PATH: The value of 'StringEquals' looks like a path. Use 'StringEqualsPath' to evaluate it at runtime. at /States/State/Choices[0]/StringEquals",
    ]);
  });

  it('are what they are in JSONata', () => {
    expect(warningsOf(jsonataMachineOf(task({ Arguments: { a: '$.x' } })))).toEqual([]);
  });
});
