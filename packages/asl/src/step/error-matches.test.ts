import { describe, expect, it } from 'vitest';

import { errorMatches, isTerminal } from './error-matches.ts';

describe('which errors an ErrorEquals takes', () => {
  it.each<[readonly string[], string | undefined, string, boolean]>([
    [['Boom'], 'Boom', 'Task', true],
    [['Boom'], 'boom', 'Task', false],
    [['Boom'], undefined, 'Task', false],
    [['States.ALL'], 'Boom', 'Map', true],
    [['States.ALL'], undefined, 'Task', true],
    [['States.ALL'], 'States.DataLimitExceeded', 'Task', true],
    [['States.ALL'], 'States.Runtime', 'Task', false],
    [['States.Runtime'], 'States.Runtime', 'Task', false],
    [['States.TaskFailed'], 'Boom', 'Task', true],
    [['States.TaskFailed'], undefined, 'Task', true],
    [['States.TaskFailed'], 'Boom', 'Parallel', false],
    [['States.TaskFailed'], 'States.Timeout', 'Task', false],
    [['States.TaskFailed'], 'States.HeartbeatTimeout', 'Task', false],
    [['States.Timeout'], 'States.HeartbeatTimeout', 'Task', true],
    [['States.HeartbeatTimeout'], 'States.Timeout', 'Task', false],
    [[], 'Boom', 'Task', false],
  ])('%j and %j of a %s: %j', (errorEquals, error, stateType, takes) => {
    expect(errorMatches(errorEquals, error, stateType)).toBe(takes);
  });
});

it.each([
  ['States.Runtime', true],
  ['States.QueryEvaluationError', false],
  [undefined, false],
])('%j is terminal: %j', (error, terminal) => {
  expect(isTerminal(error)).toBe(terminal);
});
