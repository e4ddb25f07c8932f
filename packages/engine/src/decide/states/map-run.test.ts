import type { EndMapRunChild, ExecutionCommand, Json } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { DecisionSpec, eventOf, kinds, startCommand } from '../../../test/decision-spec.ts';
import { runInMemory } from '../../../test/run-in-memory.ts';
import { pendingEffects } from '../../effects/pending-effects.ts';
import type { Decision } from '../decision.ts';

const MACHINE = 'arn:aws:states:dallas:000000000000:stateMachine:orders';

function distributed(map: object = {}) {
  return {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'each',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'Give',
          States: { Give: { Type: 'Pass', End: true } },
        },
        End: true,
        ...map,
      },
    },
  };
}

function childrenOf(decision: Decision) {
  return decision.effects.flatMap((effect) =>
    effect.kind === 'DoMapRunWork' && effect.work.kind === 'child' ? [effect.work] : [],
  );
}

/** The end of a child that a decision started. */
function end(
  decision: Decision,
  index: number,
  outcome: EndMapRunChild['outcome'] = { status: 'SUCCEEDED', output: index },
): ExecutionCommand {
  const { executionArn, mapRunArn, frame } = runOf(decision);
  return {
    kind: 'EndMapRunChild',
    executionArn,
    mapRunArn,
    frame,
    index,
    startedAt: 1,
    stoppedAt: 2,
    outcome,
  };
}

function runOf(decision: Decision) {
  const [work] = decision.effects.flatMap((effect) => (effect.kind === 'DoMapRunWork' ? [effect.work] : []));
  if (work === undefined) throw new Error('no work');
  return work.run;
}

describe('a Map Run', () => {
  it('starts a child for each item, with the item processor and without the outer variables', () => {
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: ['a', 'b'] }));
    expect(kinds(started)).toEqual([
      'ExecutionStarted',
      'StateEntered',
      'DistributedMapStarted',
      'MapRunStarted',
      'MapRunChildStarted',
      'MapRunChildStarted',
    ]);
    expect(childrenOf(started).map(({ start }) => start)).toMatchObject([
      {
        input: 'a',
        type: 'STANDARD',
        stateMachineArn: `${MACHINE}/each`,
        revisionId: 'revision-1',
        mapRun: { index: 0, itemProcessor: { block: 1, startAt: 'Give' }, item: { index: 0, value: 'a' } },
      },
      { input: 'b', mapRun: { index: 1, item: { index: 1, value: 'b' } } },
    ]);
  });

  it('opens no more children than its concurrency allows', () => {
    const spec = new DecisionSpec(distributed({ MaxConcurrency: 2 }));
    const started = spec.decided(startCommand({ input: [1, 2, 3] }));
    expect(childrenOf(started)).toHaveLength(2);
    expect(childrenOf(spec.decided(end(started, 0))).map(({ index }) => index)).toEqual([2]);
  });

  it('puts results in the order of the items, whatever the order of the ends', () => {
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: ['a', 'b', 'c'] }));
    spec.given(end(started, 2), end(started, 0));
    const last = spec.decided(end(started, 1));
    expect(kinds(last)).toEqual([
      'MapRunChildEnded',
      'MapRunSucceeded',
      'MapSucceeded',
      'StateExited',
      'ExecutionSucceeded',
    ]);
    expect(eventOf(last, 'ExecutionSucceeded').output).toEqual([0, 1, 2]);
  });

  it('refuses the end of a child that has been told (E6)', () => {
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: ['a', 'b'] }));
    spec.given(end(started, 0));
    expect(spec.when(end(started, 0))).toMatchObject({ reason: 'map-run-not-pending' });
  });

  it('has its other children stopped before it fails', () => {
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: ['a', 'b'] }));
    const failed = spec.decided(end(started, 0, { status: 'FAILED', error: 'No' }));
    expect(kinds(failed)).toEqual(['MapRunChildEnded', 'MapRunClosing']);
    expect(childrenOf(failed)).toMatchObject([{ index: 1, stop: true }]);
    const stopped = spec.decided(end(started, 1, { status: 'ABORTED' }));
    expect(kinds(stopped)).toEqual(['MapRunChildEnded', 'MapRunFailed', 'MapFailed', 'ExecutionFailed']);
    expect(eventOf(stopped, 'ExecutionFailed').error).toBe('States.ExceedToleratedFailureThreshold');
  });

  it('starts a new run when a retrier takes its failure', async () => {
    let attempts = 0;
    const retry = [
      { ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 1, MaxAttempts: 1 },
    ];
    const { status, history } = await runInMemory(distributed({ Retry: retry }), {
      input: [1],
      children: () => {
        attempts += 1;
        return { outcome: attempts === 1 ? { status: 'FAILED' } : { status: 'SUCCEEDED', output: 'ok' } };
      },
    });
    expect(status).toBe('SUCCEEDED');
    const runs = history.flatMap(({ mapRunStartedEventDetails: run }) =>
      run === undefined ? [] : [run.mapRunArn],
    );
    expect(new Set(runs).size).toBe(2);
  });

  it('is told as aborted when its execution is stopped, and gives its children up', () => {
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: ['a', 'b'] }));
    const { executionArn } = runOf(started);
    const stopped = spec.decided({ kind: 'StopExecution', executionArn });
    expect(kinds(stopped)).toEqual(['MapRunAborted', 'ExecutionAborted']);
    const given = stopped.effects.flatMap((effect) =>
      effect.kind === 'AbandonMapRun' ? [effect.children] : [],
    );
    expect(given).toEqual([childrenOf(started).map(({ start }) => start.executionArn)]);
  });

  it('calls for the same work after a recovery as before', () => {
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: ['a', 'b'] }));
    expect(pendingEffects(started.state, undefined)).toEqual(
      started.effects.filter(({ kind }) => kind !== 'Continue'),
    );
  });
});

describe('what a Map Run tolerates', () => {
  const run = (map: object, failing: readonly number[], of = 10) =>
    runInMemory(distributed(map), {
      input: Array.from({ length: of }, (_, index) => index),
      children: (start, index) => ({
        outcome: failing.includes(index)
          ? { status: 'FAILED', error: 'No' }
          : { status: 'SUCCEEDED', output: start.input },
      }),
    });

  it.each([
    [{}, [], 'SUCCEEDED'],
    [{}, [3], 'FAILED'],
    [{ ToleratedFailureCount: 1 }, [3], 'SUCCEEDED'],
    [{ ToleratedFailureCount: 1 }, [3, 4], 'FAILED'],
    [{ ToleratedFailurePercentage: 20 }, [3, 4], 'SUCCEEDED'],
    [{ ToleratedFailurePercentage: 19.9 }, [3, 4], 'FAILED'],
    [{ ToleratedFailureCount: 5, ToleratedFailurePercentage: 10 }, [3, 4], 'FAILED'],
    [{ ToleratedFailureCount: 1, ToleratedFailurePercentage: 90 }, [3, 4], 'FAILED'],
    [{ ToleratedFailureCount: 0 }, [3], 'FAILED'],
  ])('%j with %j failing: %s', async (map, failing, status) => {
    expect((await run(map, failing)).status).toBe(status);
  });

  it('counts all items of a batch that fails', async () => {
    const map = { ItemBatcher: { MaxItemsPerBatch: 5 }, ToleratedFailureCount: 4 };
    expect((await run(map, [0])).status).toBe('FAILED');
  });
});

describe('the items of a Map Run', () => {
  const ItemSelector = {
    'index.$': '$$.Map.Item.Index',
    'value.$': '$$.Map.Item.Value',
    'source.$': '$$.Map.Item.Source',
  };

  it('tell where they are from', async () => {
    const { output } = await runInMemory(distributed({ ItemSelector }), { input: ['a'] });
    expect(output).toEqual([{ index: 0, value: 'a', source: 'STATE_DATA' }]);
  });

  it('are the members of an object, each with its key', async () => {
    const selecting = { ItemSelector: { ...ItemSelector, 'key.$': '$$.Map.Item.Key' } };
    const input = { b: 2, a: [1] };
    const { output, history } = await runInMemory(distributed(selecting), { input });
    expect(output).toEqual([
      { index: 0, key: 'b', value: 2, source: 'STATE_DATA' },
      { index: 1, key: 'a', value: [1], source: 'STATE_DATA' },
    ]);
    expect(history.find(({ type }) => type === 'MapStateStarted')).toMatchObject({
      mapStateStartedEventDetails: { length: 2 },
    });
    const whole = await runInMemory(distributed(), { input });
    expect(whole.output).toEqual([
      { Key: 'b', Value: 2 },
      { Key: 'a', Value: [1] },
    ]);
  });

  it('are shown the same to JSONata, and to the children', async () => {
    const map = {
      QueryLanguage: 'JSONata',
      Items: '{% $states.input.all %}',
      ItemSelector: '{% $states.context.Map.Item %}',
    };
    const spec = new DecisionSpec(distributed());
    const started = spec.decided(startCommand({ input: { x: 1 } }));
    expect(childrenOf(started)[0]?.start.mapRun?.item).toEqual({ index: 0, key: 'x', value: 1 });
    const { output, cause } = await runInMemory(distributed(map), { input: { all: { x: 1 } } });
    expect(cause).toBeUndefined();
    expect(output).toEqual([{ Index: 0, Key: 'x', Value: 1, Source: 'STATE_DATA' }]);
  });

  it('that a reader supplies come from where it says', () => {
    const ItemReader = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };
    const spec = new DecisionSpec(distributed({ ItemReader, ItemSelector }));
    const run = runOf(spec.decided(startCommand({ input: {} })));
    spec.given({ kind: 'FindMapRunItems', ...run, source: {}, total: 1 });
    const items = [{ value: { Key: 'm', Value: 7 }, source: 'S3://b/k', isMember: true }] as const;
    const supplied = spec.decided({ kind: 'SupplyMapRunItems', ...run, from: 0, items });
    expect(childrenOf(supplied)[0]?.start).toMatchObject({
      input: { index: 0, value: 7, source: 'S3://b/k' },
      mapRun: { item: { index: 0, key: 'm', value: 7, source: 'S3://b/k' } },
    });
  });
});

describe('batches', () => {
  const inputs = async (batcher: object, items: Json, map: object = {}) => {
    const { output } = await runInMemory(distributed({ ItemBatcher: batcher, ...map }), { input: items });
    return output;
  };

  it('hold so many items, and the rest', async () => {
    expect(await inputs({ MaxItemsPerBatch: 2 }, [1, 2, 3])).toEqual([{ Items: [1, 2] }, { Items: [3] }]);
  });

  it('end before they would be too large', async () => {
    // {"Items":["aaaa","bbbb"]} has 25 bytes.
    expect(await inputs({ MaxInputBytesPerBatch: 25 }, ['aaaa', 'bbbb', 'cccc'])).toEqual([
      { Items: ['aaaa', 'bbbb'] },
      { Items: ['cccc'] },
    ]);
  });

  it('have their own input, and items as ItemSelector made them', async () => {
    const map = { ItemSelector: { 'n.$': '$$.Map.Item.Value' } };
    expect(await inputs({ MaxItemsPerBatch: 9, BatchInput: { 'all.$': '$' } }, [1, 2], map)).toEqual([
      { BatchInput: { all: [1, 2] }, Items: [{ n: 1 }, { n: 2 }] },
    ]);
  });

  it('fail the run for an item that fits into none', async () => {
    const { error } = await runInMemory(distributed({ ItemBatcher: { MaxInputBytesPerBatch: 12 } }), {
      input: ['much too long'],
    });
    expect(error).toBe('States.DataLimitExceeded');
  });
});

it('fails by a query of its ItemSelector', async () => {
  const { status, history } = await runInMemory(distributed({ ItemSelector: { 'x.$': '$.none' } }), {
    input: [1],
  });
  expect(status).toBe('FAILED');
  expect(history.map(({ type }) => type)).toContain('MapRunFailed');
});

describe('a Map Run with more children than a turn takes', () => {
  it('goes on in the next turns until all items are done', async () => {
    const items = Array.from({ length: 2_500 }, (_, index) => index);
    const { status, output, faults } = await runInMemory(distributed(), { input: items });
    expect([status, faults]).toEqual(['SUCCEEDED', []]);
    expect(output).toEqual(items);
  });

  it('cuts turns whose inputs are large, too', async () => {
    const input = { items: Array.from({ length: 300 }, (_, index) => index), text: 'x'.repeat(20_000) };
    const map = {
      ItemsPath: '$.items',
      ItemSelector: { 'text.$': "States.Format('{} {}', $$.Map.Item.Value, $.text)" },
    };
    const { status, faults } = await runInMemory(distributed(map), {
      input,
      children: () => ({ outcome: { status: 'SUCCEEDED', output: 1 } }),
    });
    expect([status, faults]).toEqual(['SUCCEEDED', []]);
  });

  it('does the same on JSONata', async () => {
    const map = { QueryLanguage: 'JSONata', ItemSelector: { n: '{% $states.context.Map.Item.Value * 2 %}' } };
    const { output } = await runInMemory(distributed(map), {
      input: Array.from({ length: 100 }, (_, n) => n),
    });
    expect(output).toEqual(Array.from({ length: 100 }, (_, n) => ({ n: n * 2 })));
  });
});
