import { describe, expect, it } from 'vitest';

import { failure, result, testOneState } from '../../test/test-one-state.ts';

const states = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const inline = { Type: 'Map', ItemProcessor: states, End: true };
const distributed = {
  ...inline,
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...states },
};
const input = { list: [1, 2, 3], factor: 10 };

describe('the items of a Map', () => {
  it('are shown after ItemsPath, with how many are done at once', async () => {
    const { inspection } = await testOneState(
      { ...inline, ItemsPath: '$.list', MaxConcurrency: 2, ResultPath: '$.out' },
      { input, answer: result(['a']) },
    );
    expect(inspection).toEqual({
      afterInputPath: input,
      afterItemsPath: [1, 2, 3],
      maxConcurrency: 2,
      afterResultSelector: ['a'],
      afterResultPath: { ...input, out: ['a'] },
    });
  });

  it('may come from the context object', async () => {
    const { inspection } = await testOneState(
      { ...inline, ItemsPath: '$$.Execution.Input' },
      { context: { Execution: { Input: [4] } }, answer: result([]) },
    );
    expect(inspection.afterItemsPath).toEqual([4]);
  });

  it('have to be a list: else nobody is asked for results', async () => {
    const { ending, inspection } = await testOneState({ ...inline, ItemsPath: '$.factor' }, { input });
    expect(ending).toEqual({
      status: 'FAILED',
      failure: { error: 'States.Runtime', cause: 'Reference path "$.factor" must point to array.' },
    });
    expect(inspection).toEqual({ afterInputPath: input });
  });

  it('are not shown on JSONata', async () => {
    const { inspection } = await testOneState(
      { ...inline, QueryLanguage: 'JSONata', Items: '{% $states.input.list %}' },
      { input, answer: result([]) },
    );
    expect(inspection).toEqual({ maxConcurrency: 0 });
  });
});

describe('ItemSelector', () => {
  it('is shown for every item, each with its place and value', async () => {
    const { inspection } = await testOneState(
      {
        ...inline,
        ItemsPath: '$.list',
        ItemSelector: { 'at.$': '$$.Map.Item.Index', 'is.$': '$$.Map.Item.Value', 'by.$': '$.factor' },
      },
      { input, answer: result([]) },
    );
    expect(inspection.afterItemSelector).toEqual([
      { at: 0, is: 1, by: 10 },
      { at: 1, is: 2, by: 10 },
      { at: 2, is: 3, by: 10 },
    ]);
  });

  it('is evaluated on JSONata as well', async () => {
    const { inspection } = await testOneState(
      {
        ...distributed,
        QueryLanguage: 'JSONata',
        Items: '{% $states.input.list %}',
        ItemSelector: '{% $states.context.Map.Item.Value * $states.input.factor %}',
      },
      { input, answer: result([]) },
    );
    expect(inspection.afterItemSelector).toEqual([10, 20, 30]);
  });

  it.each([
    ['JSONPath', { ItemsPath: '$.list', ItemSelector: { 'a.$': '$.nowhere' } }],
    ['JSONata', { Items: '{% $states.input.list %}', ItemSelector: '{% $error("no") %}' }],
  ])('fails the Map before its iterations, on %s', async (QueryLanguage, fields) => {
    const { ending } = await testOneState({ ...inline, QueryLanguage, ...fields }, { input });
    expect(ending.status).toBe('FAILED');
  });
});

describe('ItemBatcher', () => {
  it('is shown as the batches that children would get', async () => {
    const { inspection } = await testOneState(
      {
        ...distributed,
        ItemsPath: '$.list',
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'by.$': '$.factor' } },
      },
      { input, answer: result([]) },
    );
    expect(inspection.afterItemBatcher).toEqual([
      { BatchInput: { by: 10 }, Items: [1, 2] },
      { BatchInput: { by: 10 }, Items: [3] },
    ]);
  });
});

describe('ItemReader', () => {
  const reading = (ReaderConfig: object) => ({
    ...distributed,
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig,
      Parameters: { Bucket: 'b', Key: 'k' },
    },
    ItemSelector: { 'item.$': '$$.Map.Item.Value' },
  });

  it('reads the text that the test gives in its place', async () => {
    const { inspection } = await testOneState(
      reading({ InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', MaxItems: 1 }) as never,
      { mapItemReaderData: 'a,b\n1,2\n3,4\n', answer: result([]) },
    );
    expect(inspection.afterItemSelector).toEqual([{ item: { a: '1', b: '2' } }]);
    expect(inspection).not.toHaveProperty('afterItemsPath');
  });

  it('shows what ItemsPointer leads to', async () => {
    const { inspection } = await testOneState(
      reading({ InputType: 'JSON', ItemsPointer: '/data/rows' }) as never,
      { mapItemReaderData: '{"data": {"rows": [1, 2]}}', answer: result([]) },
    );
    expect(inspection.afterItemsPointer).toEqual([1, 2]);
  });

  it('says nothing of items where the test does not', async () => {
    const { ending, inspection } = await testOneState(reading({ InputType: 'JSON' }) as never, {
      answer: result([1]),
    });
    expect(ending).toMatchObject({ status: 'SUCCEEDED', output: [1] });
    expect(inspection).not.toHaveProperty('afterItemSelector');
  });

  it('fails the Map, which may catch it, for a text that is none', async () => {
    const { ending } = await testOneState(
      {
        ...reading({ InputType: 'JSON' }),
        Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], Next: 'Rescue' }],
      } as never,
      { mapItemReaderData: 'not json' },
    );
    expect(ending).toMatchObject({ status: 'CAUGHT_ERROR', next: 'Rescue' });
  });
});

describe('failed iterations', () => {
  const answer = result([0, 0, 1]);
  const failed = (mapIterationFailureCount: number) => ({ input, answer, mapIterationFailureCount });
  const map = { ...distributed, ItemsPath: '$.list' };

  it.each([
    ['a count that is reached', { ToleratedFailureCount: 2 }, 2, 'SUCCEEDED'],
    ['a count that is passed', { ToleratedFailureCount: 1 }, 2, 'FAILED'],
    ['a percentage that is reached', { ToleratedFailurePercentage: 67 }, 2, 'SUCCEEDED'],
    ['a percentage that is passed', { ToleratedFailurePercentage: 50 }, 2, 'FAILED'],
    ['neither', {}, 2, 'SUCCEEDED'],
  ])('are held against what is tolerated: %s', async (_, fields, count, status) => {
    const { ending } = await testOneState({ ...map, ...fields }, failed(count));
    expect(ending.status).toBe(status);
  });

  it('beyond that are an error of the Map, with its limits shown', async () => {
    const { ending, inspection } = await testOneState(
      {
        ...map,
        ToleratedFailureCount: 1,
        ToleratedFailurePercentage: 90,
        Retry: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 5 }],
      },
      failed(2),
    );
    expect(ending).toEqual({
      status: 'RETRIABLE',
      failure: {
        error: 'States.ExceedToleratedFailureThreshold',
        cause: 'The specified tolerated failure threshold was exceeded',
      },
    });
    expect(inspection).toMatchObject({
      toleratedFailureCount: 1,
      toleratedFailurePercentage: 90,
      errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 5 },
    });
  });

  it('count for nothing when the Map itself fails', async () => {
    const { ending } = await testOneState(map, { ...failed(0), answer: failure('E', 'C') });
    expect(ending).toEqual({ status: 'FAILED', failure: { error: 'E', cause: 'C' } });
  });
});

describe('what is too much to show', () => {
  const many = Array.from({ length: 100_000 }, () => 0);
  const large = 'x'.repeat(200_000);
  const on = (fields: object) => ({ ...distributed, ItemsPath: '$.many', ...fields });

  it.each([
    ['the selected items', { ItemSelector: { 'all.$': '$' } }, 'afterItemSelector'],
    ['the batches', { ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: { large } } }, 'afterItemBatcher'],
    ['batches of few bytes', { ItemBatcher: { MaxInputBytesPerBatch: 20 } }, 'afterItemBatcher'],
  ])('is left out, and not even made: %s', async (_, fields, stage) => {
    const { ending, inspection } = await testOneState(on(fields), { input: { many }, answer: result([]) });
    expect(ending.status).toBe('SUCCEEDED');
    expect(inspection).not.toHaveProperty(stage);
    expect(inspection.afterItemsPath).toHaveLength(many.length);
  });

  it('is left out of every other step, too', async () => {
    const copies = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`${index}.$`, '$']));
    const { ending, inspection } = await testOneState(
      { Type: 'Pass', Parameters: copies, End: true },
      { input: { large } },
    );
    expect(ending).toMatchObject({ status: 'FAILED', failure: { error: 'States.DataLimitExceeded' } });
    expect(inspection).toEqual({ afterInputPath: { large } });
  });

  it('lets others have their turn while expressions select many items', async () => {
    let pauses = 0;
    const pause = async () => void (pauses += 1);
    await testOneState(
      { ...inline, QueryLanguage: 'JSONata', Items: '{% $states.input %}', ItemSelector: '{% 1 %}' },
      {
        input: many.slice(0, 1_000),
        answer: result([]),
        port: { random: () => 0, uuid: () => '', pause },
      },
    );
    expect(pauses).toBeGreaterThanOrEqual(10);
  });
});
