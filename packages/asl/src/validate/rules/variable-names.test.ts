import { describe, expect, it } from 'vitest';

import { end, jsonataMachineOf, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const assigning = (name: string) => machineOf({ ...end, Assign: { [name]: 1 } });

describe('names of variables', () => {
  it.each(['x', 'orderId2', 'snake_case', 'größe', '変数'])('may be %s', (name) => {
    expect(errorsOf(assigning(name))).toEqual([]);
  });

  it.each(['', '1st', 'two words', 'a-b', 'a.b', '$x', '_x'])('may not be %j', (name) => {
    expect(errorsOf(assigning(name))).toEqual([
      `INVALID_VARIABLE_NAME: Invalid variable name '${name}': the variable name contains invalid characters. at /States/State/Assign/${name}`,
    ]);
  });

  it('may not be too long', () => {
    const name = 'x'.repeat(81);
    expect(errorsOf(assigning(name))).toEqual([
      `INVALID_VARIABLE_NAME: Invalid variable name '${name}': the variable name exceeds the 80-character limit. at /States/State/Assign/${name}`,
    ]);
  });

  it('may not be states', () => {
    expect(errorsOf(assigning('states'))).toEqual([
      "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/State/Assign/states",
    ]);
  });

  it('end before the .$ of a template, in JSONPath only', () => {
    expect(errorsOf(machineOf({ ...end, Assign: { 'x.$': '$.x' } }))).toEqual([]);
    expect(errorsOf(jsonataMachineOf({ ...end, Assign: { 'x.$': 1 } }))).toHaveLength(1);
  });

  it('are checked in rules and catchers', () => {
    const catcher = { ErrorEquals: ['States.ALL'], Next: 'End', Assign: { '1st': 1 } };
    expect(errorsOf(machineOf(task({ Catch: [catcher] }), { End: end }))[0]).toContain(
      '/States/State/Catch[0]/Assign/1st',
    );
    const rule = { Variable: '$', IsNull: true, Next: 'End', Assign: { '1st': 1 } };
    expect(errorsOf(machineOf({ Type: 'Choice', Choices: [rule] }, { End: end }))[0]).toContain(
      '/States/State/Choices[0]/Assign/1st',
    );
  });

  it('are those of the outermost members alone', () => {
    expect(errorsOf(machineOf({ ...end, Assign: { x: { '1st': 1, states: 2 } } }))).toEqual([]);
  });
});
