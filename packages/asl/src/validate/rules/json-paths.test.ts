import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { end, jsonataMachineOf, machineOf, map, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const notAPath = 'SCHEMA_VALIDATION_FAILED: Value must be a valid JSONPath. at /States/State';
const notAReference = 'SCHEMA_VALIDATION_FAILED: Value is not a Reference Path at /States/State';

describe('fields that hold a path', () => {
  it.each(['$', '$.a.b[0]', "$['a b']", '$$', '$$.Execution.Id', '$variable.x', '$.a[*].b', '$..a'])(
    'may hold %s',
    (path) => {
      expect(errorsOf(machineOf({ ...end, InputPath: path, OutputPath: path }))).toEqual([]);
    },
  );

  it.each(['Test', '', 'a.b', '$.', '$.a[', ' $.a', "States.Format('x')"])('may not hold %j', (path) => {
    expect(errorsOf(machineOf({ ...end, OutputPath: path }))).toEqual([`${notAPath}/OutputPath`]);
  });

  it.each<[string, JsonObject]>([
    ['ItemsPath', map({ ItemsPath: '$.a[*]' })],
    ['ResultPath', { ...end, ResultPath: '$.a[*]' }],
    ['ResultPath', { ...end, ResultPath: '$$.Execution' }],
    ['ResultPath', { ...end, ResultPath: '$variable' }],
    ['MaxConcurrencyPath', map({ MaxConcurrencyPath: '$.a[*]' })],
    ['MaxConcurrencyPath', map({ MaxConcurrencyPath: '$$.Execution.Input.n' })],
    ['TimeoutSecondsPath', task({ TimeoutSecondsPath: '$..t' })],
    ['SecondsPath', { Type: 'Wait', SecondsPath: '$.a[0,1]', End: true }],
  ])('%s names one place', (field, state) => {
    expect(errorsOf(machineOf(state))).toEqual([`${notAReference}/${field}`]);
  });

  it('may name a variable, or for ItemsPath a place in the context object', () => {
    expect(
      errorsOf(machineOf(map({ ItemsPath: '$$.Execution.Input', MaxConcurrencyPath: '$width' }))),
    ).toEqual([]);
  });

  it('may hold a call where a text is needed', () => {
    expect(
      errorsOf(machineOf({ Type: 'Fail', ErrorPath: "States.Format('{}', $.e)", CausePath: '$.c' })),
    ).toEqual([]);
    expect(errorsOf(machineOf({ Type: 'Fail', CausePath: 'States.Nothing()' }))).toEqual([
      `${notAPath}/CausePath`,
    ]);
  });

  it('are told apart in the rules of a Choice', () => {
    const rules = [
      { Variable: 'Test', StringMatches: 'Test', Next: 'End' },
      { Not: { Variable: '$.a', NumericEqualsPath: 'b' }, Next: 'End' },
      {
        And: [
          { Variable: '$.a', IsNull: true },
          { Variable: '$[', IsNull: true },
        ],
        Next: 'End',
      },
    ];
    const root =
      "SCHEMA_VALIDATION_FAILED: Value is not a Reference Path: Reference path didn't start with '$' at /States/State";
    expect(errorsOf(machineOf({ Type: 'Choice', Choices: rules }, { End: end }))).toEqual([
      `${root}/Choices[0]/Variable`,
      `${root}/Choices[1]/Not/NumericEqualsPath`,
      `${notAReference}/Choices[2]/And[1]/Variable`,
    ]);
  });

  it('do not exist in JSONata', () => {
    expect(errorsOf(jsonataMachineOf({ ...end, Output: { InputPath: 'Test' } }))).toEqual([]);
  });
});
