import { describe, expect, it } from 'vitest';

import { end, jsonataMachineOf, machineOf, map, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const schema = 'SCHEMA_VALIDATION_FAILED';

describe('the query language', () => {
  const mixed = (language: string, field: string, other: string, at: string) =>
    `${schema}: The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage at ${at}`;

  it('decides which fields a state may have', () => {
    expect(errorsOf(machineOf({ ...end, Output: 1 }))).toEqual([
      mixed('JSONPath', 'Output', 'JSONata', '/States/State'),
    ]);
    expect(errorsOf(machineOf(task({ Arguments: {} })))).toEqual([
      mixed('JSONPath', 'Arguments', 'JSONata', '/States/State'),
    ]);
    expect(errorsOf(jsonataMachineOf({ ...end, Result: 1, InputPath: '$' }))).toEqual([
      mixed('JSONata', 'Result', 'JSONPath', '/States/State'),
      mixed('JSONata', 'InputPath', 'JSONPath', '/States/State'),
    ]);
    expect(errorsOf(jsonataMachineOf(map({ MaxConcurrencyPath: '$.m' })))).toEqual([
      mixed('JSONata', 'MaxConcurrencyPath', 'JSONPath', '/States/State'),
    ]);
  });

  it('of a Map is not that of the states within', () => {
    const states = { Each: { ...end, Output: 1 } };
    const state = map({ QueryLanguage: 'JSONata', ItemProcessor: { StartAt: 'Each', States: states } });
    expect(errorsOf(machineOf(state))).toEqual([
      mixed('JSONPath', 'Output', 'JSONata', '/States/State/ItemProcessor/States/Each'),
    ]);
  });

  it('cannot go back from JSONata to JSONPath, and says no more of that state', () => {
    expect(errorsOf(jsonataMachineOf({ ...end, QueryLanguage: 'JSONPath', Output: '{% 1 %}' }))).toEqual([
      `${schema}: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/State`,
    ]);
  });

  it('that does not exist is taken for JSONata', () => {
    expect(
      errorsOf(machineOf({ ...end, QueryLanguage: 'jsonata', Output: 1, InputPath: '$.a' })).toSorted(),
    ).toEqual([
      mixed('JSONata', 'InputPath', 'JSONPath', '/States/State'),
      `${schema}: Value should be one of the following: [JSONPath, JSONata] at /States/State/QueryLanguage`,
    ]);
  });

  it('lets JSONata states compute their numbers', () => {
    expect(errorsOf(jsonataMachineOf(task({ TimeoutSeconds: '{% 1 + 1 %}' })))).toEqual([]);
    expect(errorsOf(jsonataMachineOf(task({ TimeoutSeconds: '2' })))).toEqual([
      `${schema}: JSONata string must start with {% and end with %} at /States/State/TimeoutSeconds`,
    ]);
  });
});
