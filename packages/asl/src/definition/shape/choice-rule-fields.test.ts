import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { end, jsonataMachineOf, machineOf } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const schema = 'SCHEMA_VALIDATION_FAILED';
const next = { Next: 'End' };
const ending = { End: end };

function choice(rule: Json): JsonObject {
  return machineOf({ Type: 'Choice', Choices: [rule], Default: 'End' }, ending);
}

describe('a Choice', () => {
  const heads = '[And, Or, Not, Variable, Condition] at /States/State/Choices[0]';

  it('needs rules', () => {
    expect(errorsOf(machineOf({ Type: 'Choice' }, ending))).toContain(
      `${schema}: These fields are required: [Choices] at /States/State`,
    );
    expect(errorsOf(machineOf({ Type: 'Choice', Choices: [] }, ending))).toContain(
      `${schema}: Value cannot be empty at /States/State/Choices`,
    );
  });

  it.each<[JsonObject, string]>([
    [{ Variable: '$.a', IsNull: true }, 'These fields are required: [Next] at /States/State/Choices[0]'],
    [{ ...next }, `The object must have only one of the following fields, ${heads}`],
    [
      { Variable: '$.a', Not: { Variable: '$.b', IsNull: true }, IsNull: true, ...next },
      `The object must have only one of the following fields, ${heads}`,
    ],
    [
      { Variable: '$.a', StringEquals: 1, ...next },
      'Expected value of type [STRING] at /States/State/Choices[0]/StringEquals',
    ],
    [
      { Variable: '$.a', TimestampEquals: 'tomorrow', ...next },
      'String does not match RFC3339 timestamp at /States/State/Choices[0]/TimestampEquals',
    ],
    [
      { Variable: '$.a', NumericLessThan: '1', ...next },
      'Expected value of type [NUMBER] at /States/State/Choices[0]/NumericLessThan',
    ],
    [
      { Variable: '$.a', IsPresent: 'yes', ...next },
      'Expected value of type [BOOLEAN] at /States/State/Choices[0]/IsPresent',
    ],
    [
      { Variable: '$.a', NumericEqualsPath: 1, ...next },
      'Expected value of type [STRING] at /States/State/Choices[0]/NumericEqualsPath',
    ],
    [
      { And: [{ Variable: '$.a', IsNull: true, ...next }], ...next },
      "Field 'Next' is not supported at /States/State/Choices[0]/And[0]",
    ],
    [
      { Not: { Variable: '$.a', IsNull: true, Assign: {} }, ...next },
      "Field 'Assign' is not supported at /States/State/Choices[0]/Not",
    ],
    [{ And: [], ...next }, 'Value cannot be empty at /States/State/Choices[0]/And'],
    [
      { Variable: '$.a', StringIs: 'x', ...next },
      "Field 'StringIs' is not supported at /States/State/Choices[0]",
    ],
    [
      { Condition: '{% true %}', ...next },
      "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage at /States/State/Choices[0]",
    ],
  ])('%j', (rule, finding) => {
    expect(errorsOf(choice(rule)).slice(0, 1)).toEqual([`${schema}: ${finding}`]);
  });

  it('compares once in each rule', () => {
    const [none] = errorsOf(choice({ Variable: '$.a', ...next }));
    expect(none).toMatch(
      /: This object should have only one of the following fields: \[StringEquals, .*\] at \/States\/State\/Choices\[0\]$/,
    );
    const [both] = errorsOf(choice({ Variable: '$.a', IsNull: true, IsString: true, ...next }));
    expect(both).toMatch(
      /: There should only be one of the following fields: \[StringEquals, .*\] at \/States\/State\/Choices\[0\]$/,
    );
  });

  it('has conditions in JSONata', () => {
    const of = (rule: Json) => errorsOf(jsonataMachineOf({ Type: 'Choice', Choices: [rule] }, ending));
    expect(of({ Condition: '{% $states.input.a %}', Next: 'End' })).toEqual([]);
    expect(of({ Condition: 'true', Next: 'End' })).toEqual([
      `${schema}: JSONata string must start with {% and end with %} at /States/State/Choices[0]/Condition`,
    ]);
    expect(of({ Variable: '$.a', IsNull: true, Next: 'End' })).toContain(
      `${schema}: The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage at /States/State/Choices[0]`,
    );
  });
});
