import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { blockOf, callingTask, jsonataMachine, mapOf, passing } from '../../../test/definitions.ts';
import { historyLines } from '../../../test/history-lines.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';

const waiting = (fields: JsonObject): JsonObject => ({ Type: 'Wait', End: true, ...fields });
const failing = (fields: JsonObject): JsonObject => ({ Type: 'Fail', ...fields });
const each = (fields: JsonObject) => mapOf(blockOf({ Same: passing() }), { Items: [1], ...fields });

/** The location of the EvaluationFailed event and its cause, without the sentence about the state. */
async function evaluationOf(state: JsonObject): Promise<readonly (string | undefined)[]> {
  const run = await runInMemory(jsonataMachine({ It: state }), { input: {} });
  const event = run.history.find(({ type }) => type === 'EvaluationFailed');
  const { location, cause = '', error } = event?.evaluationFailedEventDetails ?? {};
  expect([run.status, error]).toEqual(['FAILED', 'States.QueryEvaluationError']);
  return [location, cause.replace(/^.*\(entered at the event id #2\)\. /, '')];
}

describe('an expression that gives another type than its field has', () => {
  it.each<[string, JsonObject, string, string]>([
    ['TimeoutSeconds', callingTask({ TimeoutSeconds: "{% '5' %}" }), 'number', '\'string\' for value: "5"'],
    ['HeartbeatSeconds', callingTask({ HeartbeatSeconds: '{% null %}' }), 'number', "'null' for value: null"],
    ['MaxConcurrency', each({ MaxConcurrency: '{% true %}' }), 'number', "'boolean' for value: true"],
    ['Seconds', waiting({ Seconds: "{% '1' %}" }), 'number', '\'string\' for value: "1"'],
    ['Timestamp', waiting({ Timestamp: '{% 1 %}' }), 'string', "'number' for value: 1"],
    ['Error', failing({ Error: '{% 404 %}' }), 'string', "'number' for value: 404"],
    ['Cause', failing({ Cause: '{% {} %}' }), 'string', "'object' for value: {}"],
  ])('fails the evaluation of %s', async (field, state, expected, found) => {
    const [location, cause] = await evaluationOf(state);
    expect(location).toBe(field);
    expect(cause).toMatch(
      /^The JSONata expression '.*' specified for the field '\w+' returned an unexpected/,
    );
    expect(cause).toContain(`Expected '${expected}', but was ${found}`);
  });
});

describe('an expression that gives a value out of the range of its field', () => {
  it.each<[string, JsonObject, string]>([
    ['TimeoutSeconds', callingTask({ TimeoutSeconds: '{% 0 %}' }), 'must not be less than 1: 0'],
    [
      'TimeoutSeconds',
      callingTask({ TimeoutSeconds: '{% 100000000 %}' }),
      'must not be greater than 99999999: 100000000',
    ],
    ['TimeoutSeconds', callingTask({ TimeoutSeconds: '{% 1.5 %}' }), 'is not a valid integer: 1.5'],
    ['HeartbeatSeconds', callingTask({ HeartbeatSeconds: '{% -1 %}' }), 'must not be less than 1: -1'],
    ['MaxConcurrency', each({ MaxConcurrency: '{% -1 %}' }), 'must not be less than 0: -1'],
    ['Seconds', waiting({ Seconds: '{% -1 %}' }), 'must be an integer from 0 to 99999999: -1'],
    ['Seconds', waiting({ Seconds: '{% 1e8 %}' }), 'must be an integer from 0 to 99999999: 100000000'],
  ])('fails the evaluation of %s, and no path’s States.Runtime', async (field, state, problem) => {
    expect(await evaluationOf(state)).toEqual([field, `The ${field} field ${problem}`]);
  });

  it.each([
    ['ToleratedFailureCount', '{% -1 %}', 'must not be less than 0: -1'],
    ['ToleratedFailurePercentage', '{% 100.5 %}', 'must not be greater than 100: 100.5'],
  ])('fails a distributed Map that has started: %s', async (field, value, problem) => {
    const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
    const map = each({ [field]: value, ItemProcessor: { ...distributed, ...blockOf({ Same: passing() }) } });
    expect(await evaluationOf(map)).toEqual([field, `The ${field} field ${problem}`]);
    const { history } = await runInMemory(jsonataMachine({ It: map }), { input: {} });
    expect(historyLines(history).slice(1)).toEqual([
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 EvaluationFailed',
      '5<4 MapStateFailed',
      '6<5 ExecutionFailed',
    ]);
  });

  it('is what a catcher takes', async () => {
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }];
    const run = await runInMemory(
      jsonataMachine({ It: callingTask({ TimeoutSeconds: '{% 0 %}', Catch }), Caught: passing() }),
      { input: {} },
    );
    expect(run.status).toBe('SUCCEEDED');
  });

  it('tells where the field of a reader or a batcher stands', async () => {
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const ItemProcessor = { ProcessorConfig, ...blockOf({ Same: passing() }) };
    const batched = each({ ItemProcessor, ItemBatcher: { MaxItemsPerBatch: '{% -1 %}' } });
    expect((await evaluationOf(batched))[0]).toBe('ItemBatcher/MaxItemsPerBatch');
  });
});

describe('a Fail whose path leads to something else than a text', () => {
  it.each([
    ['ErrorPath', 404, '404'],
    ['CausePath', { code: 404 }, '{"code":404}'],
  ])('%s ends the execution with States.Runtime', async (field, value, shown) => {
    const run = await runInMemory(blockOf({ It: failing({ [field]: '$.v' }) }), { input: { v: value } });
    expect([run.error, run.cause]).toEqual([
      'States.Runtime',
      "An error occurred while executing the state 'It' (entered at the event id #2). " +
        `The ${field} field refers to value "${shown}" which is not a valid string.`,
    ]);
  });
});
