import { describe, expect, it } from 'vitest';

import { machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

describe('credentials', () => {
  it('name a role, as it is or by a path', () => {
    expect(
      errorsOf(machineOf(task({ Credentials: { RoleArn: 'arn:aws:iam::000000000000:role/r' } }))),
    ).toEqual([]);
    expect(errorsOf(machineOf(task({ Credentials: { 'RoleArn.$': '$.role' } })))).toEqual([]);
  });

  it.each([
    { Credentials: { InvalidField: 'invalid' } },
    { Credentials: {} },
    { Credentials: { RoleArn: 1 } },
    { QueryLanguage: 'JSONata', Credentials: { 'RoleArn.$': '$.role' } },
  ])('without a role are refused: %j', (fields) => {
    expect(errorsOf(machineOf(task(fields)))).toEqual([
      "SCHEMA_VALIDATION_FAILED: The field 'RoleArn' is required but was missing at /States/State/Credentials",
    ]);
  });

  it('are nothing for an activity, whose workers have their own', () => {
    const activity = task({
      Resource: 'arn:aws:states:dallas:000000000000:activity:scan',
      Credentials: { RoleArn: 'arn:aws:iam::000000000000:role/r' },
    });
    expect(errorsOf(machineOf(activity))).toEqual([
      "SCHEMA_VALIDATION_FAILED: The field 'Credentials' is not supported for activities at /States/State/Credentials",
    ]);
  });
});
