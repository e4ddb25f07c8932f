import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { testMachine } from './test-machine.ts';

const jsonata = { QueryLanguage: 'JSONata' };

/** Runs a state over and over, for as long as it lets itself. */
function forEver(state: JsonObject): JsonObject {
  return {
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { x: 1 }, Next: 'Again' },
      Again: { Type: 'Pass', ...state, Next: 'Turn' },
      Turn: {
        Type: 'Choice',
        Choices: [{ Variable: '$$.Execution.Id', IsPresent: true, Next: 'Again' }],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  };
}

function passing(state: JsonObject): JsonObject {
  return { StartAt: 'Only', States: { Only: { Type: 'Pass', ...state, End: true } } };
}

describe('a state machine that would grow for ever', () => {
  it.each<[string, JsonObject]>([
    ['doubles its input', { Parameters: { 'a.$': '$', 'b.$': '$' } }],
    ['nests its input', { Parameters: { 'a.$': '$' } }],
    ['nests its result into its input', { ResultPath: '$.a' }],
    ['doubles a variable', { Assign: { 'x.$': 'States.Array($x, $x)' } }],
    ['nests a variable', { Assign: { 'x.$': 'States.Array($x)' } }],
    ['writes a text three times into itself', { Assign: { 'x.$': "States.Format('{}{}{}', $x, $x, $x)" } }],
    ['shares the parts of a variable', { ...jsonata, Assign: { x: '{% [[$x], [$x]] %}' } }],
  ])('fails when it %s', async (_what, state) => {
    const run = await testMachine(forEver(state)).run();
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('ends with its history when it only goes on', async () => {
    const run = await testMachine(forEver({})).run();
    expect(run).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(run.history.at(-1)?.type).toBe('ExecutionFailed');
  });
});

describe('names that objects inherit', () => {
  const unsaid = JSON.parse('{"__proto__": {"polluted": true}}') as Json;

  it('are data in a result and in a path', async () => {
    const stored = await testMachine(passing({ Result: unsaid, ResultPath: '$.a' })).run({});
    expect(JSON.stringify(stored.output)).toBe('{"a":{"__proto__":{"polluted":true}}}');
    const placed = await testMachine(passing({ Result: 1, ResultPath: "$['__proto__'].polluted" })).run({});
    expect(JSON.stringify(placed.output)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('are variables and states like all others', async () => {
    const read = { 'a.$': '$toString', 'b.$': '$constructor' };
    const variables = await testMachine({
      StartAt: 'constructor',
      States: {
        constructor: { Type: 'Pass', Assign: { constructor: 2, toString: 3 }, Next: 'toString' },
        toString: { Type: 'Pass', Parameters: read, End: true },
      },
    }).run();
    expect(variables).toMatchObject({ status: 'SUCCEEDED', output: { a: 3, b: 2 } });
  });

  it('lead nowhere where nothing was said', async () => {
    for (const path of ['$.toString', '$.__proto__', '$$.constructor', '$.a.length']) {
      const run = await testMachine(passing({ Parameters: { 'a.$': path } })).run({ a: [] });
      expect(run).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    }
    const expression = await testMachine(passing({ ...jsonata, Output: '{% $states.input.toString %}' })).run(
      {},
    );
    expect(expression).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});
