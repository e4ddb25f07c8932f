import { BATCH_TASKS_MAX, formatFrameEntry } from '@edgestep/shared';
import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FunctionRig } from '../../test/function-rig.ts';
import type { BatchWorker } from '../../test/scripted-worker.ts';

let cleanUp: AsyncDisposableStack;
let server: NatsTestServer;
let rig: FunctionRig;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  server = cleanUp.use(await startNatsServer());
  rig = cleanUp.use(await FunctionRig.start(server));
});

afterEach(() => cleanUp.disposeAsync());

function sizes(worker: BatchWorker): number[] {
  return worker.batches.map((tasks) => tasks.length);
}

/** A worker that has answered so often, after so much work each, that the caller goes by it. */
async function workerOfPace(functionName: string, workUs: number): Promise<BatchWorker> {
  const worker = await rig.scriptedForBatches(functionName);
  const outcome = rig.callBy('batch', functionName);
  await expect.poll(() => worker.wasAsked).toBe(true);
  worker.frame({ done: [formatFrameEntry(worker.batches.at(-1)?.[0]?.id ?? '', 'null', workUs)] });
  await outcome;
  worker.batches.length = 0;
  return worker;
}

function callMany(functionName: string, count: number, payload: (index: number) => string = String) {
  return Array.from({ length: count }, (_, index) =>
    rig.callBy('batch', functionName, { payload: payload(index) }),
  );
}

/** Answers all that came with the task's own input. */
function answerAll(worker: BatchWorker): void {
  const tasks = worker.batches.flat();
  worker.frame({ done: tasks.map(({ id, input }) => formatFrameEntry(id, JSON.stringify(input), 10)) });
}

describe('calls of one turn', () => {
  it('go out together, and each gets what came of it', async () => {
    const worker = await workerOfPace('quick', 10);
    const outcomes = callMany('quick', 100);
    await expect.poll(() => worker.batches.flat().length).toBe(100);
    expect(sizes(worker)).toEqual([BATCH_TASKS_MAX, 100 - BATCH_TASKS_MAX]);
    answerAll(worker);
    expect(await Promise.all(outcomes)).toEqual(
      Array.from({ length: 100 }, (_, index) => ({ kind: 'returned', output: String(index) })),
    );
  });

  it('tell of each task what there is to know', async () => {
    const worker = await workerOfPace('told', 10);
    const outcome = rig.callBy('batch', 'told');
    await expect
      .poll(() => worker.batches.flat())
      .toMatchObject([
        {
          token: 'token',
          execution: 'arn:aws:states:dallas:000000000000:execution:m:é',
          state: 'Größe prüfen',
          attempt: 0,
          deadline: 5_000,
          input: { frame: 7 },
        },
      ]);
    answerAll(worker);
    await outcome;
  });

  it('go out one by one while nobody knows how long their function takes, or while it takes long', async () => {
    const worker = await rig.scriptedForBatches('unknown');
    const unknown = callMany('unknown', 3);
    await expect.poll(() => sizes(worker)).toEqual([1, 1, 1]);
    answerAll(worker);
    await Promise.all(unknown);
    const slow = await workerOfPace('slow', 30_000);
    const outcomes = callMany('slow', 3);
    await expect.poll(() => sizes(slow)).toEqual([1, 1, 1]);
    answerAll(slow);
    await Promise.all(outcomes);
  });

  it('are as many in a message as are done within a moment', async () => {
    const worker = await workerOfPace('some', 10_000);
    const outcomes = callMany('some', 12);
    await expect.poll(() => sizes(worker)).toEqual([5, 5, 2]);
    answerAll(worker);
    await Promise.all(outcomes);
  });

  it('with large payloads go out in several messages, and what no message has room for fails alone', async () => {
    const worker = await workerOfPace('large', 10);
    const characters = [100_000, 100_000, 100_000, 400_000, 9_000_000, 10];
    const outcomes = callMany('large', 6, (index) => 'x'.repeat(characters[index] ?? 0));
    await expect.poll(() => worker.batches.flat().length).toBe(5);
    expect(sizes(worker)).toEqual([2, 1, 1, 1]);
    answerAll(worker);
    const kinds = (await Promise.all(outcomes)).map(({ kind }) => kind);
    expect(kinds).toEqual(['returned', 'returned', 'returned', 'returned', 'function-error', 'returned']);
  });

  it('that are not wanted any more before they go out do not', async () => {
    const worker = await workerOfPace('stopped', 10);
    const stop = new AbortController();
    const stopped = rig.callBy('batch', 'stopped', { signal: stop.signal });
    const wanted = rig.callBy('batch', 'stopped');
    await Promise.resolve();
    stop.abort();
    expect(await stopped).toEqual({ kind: 'cancelled' });
    await expect.poll(() => sizes(worker)).toEqual([1]);
    answerAll(worker);
    await wanted;
  });

  it('of another attempt go the way that all services listen to', async () => {
    const worker = await workerOfPace('again', 10);
    const outcome = rig.callBy('single', 'again');
    await expect.poll(() => worker.singles).toBe(2);
    worker.respond('"singly"');
    expect(await outcome).toEqual({ kind: 'returned', output: 'singly' });
    expect(worker.batches).toEqual([]);
  });

  it('go to whoever is left when nobody takes batches any more', async () => {
    const worker = await workerOfPace('gone', 10);
    worker.stopBatches();
    await rig.bus.flush();
    const outcomes = callMany('gone', 3);
    await expect.poll(() => worker.singles).toBe(4);
    worker.respondToSingles('"one by one"');
    expect(await Promise.all(outcomes)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'returned', output: 'one by one' })),
    );
  });
});

describe('a frame', () => {
  it('tells failures as a worker names them, and refusals as what can be handed out again', async () => {
    const worker = await workerOfPace('failing', 10);
    const outcomes = callMany('failing', 3);
    await expect.poll(() => worker.batches.flat().length).toBe(3);
    const [first = '', second = '', third = ''] = worker.batches.flat().map(({ id }) => id);
    worker.frame({
      failed: [
        formatFrameEntry(first, '{"errorType":"Odd","errorMessage":"not even"}', 1),
        formatFrameEntry(second, '7', 1),
      ],
      refused: [formatFrameEntry(third, '"busy"', 0)],
    });
    expect(await Promise.all(outcomes)).toEqual([
      { kind: 'function-error', error: 'Odd', cause: '{"errorType":"Odd","errorMessage":"not even"}' },
      expect.objectContaining({ kind: 'function-error', error: 'Service.Unknown' }),
      { kind: 'lost', message: 'the worker is busy' },
    ]);
  });

  it('of a stranger ends nothing, and what is held for nobody is cancelled', async () => {
    const worker = await workerOfPace('strange', 10);
    const outcome = rig.callBy('batch', 'strange');
    await expect.poll(() => worker.wasAsked).toBe(true);
    for (const text of ['', 'null', '{}', '{"worker":1}', Buffer.from([0xff, 0xfe]), '"x"', '[[]]']) {
      worker.say(text);
    }
    worker.frame({
      done: ['["nobody",1,1]', '["__proto__",1,1]', '[]'],
      held: ['nobody', 'constructor'],
      heartbeats: ['gone'],
    });
    await expect
      .poll(() => worker.cancels.map((text) => (JSON.parse(text) as { ids: string[] }).ids))
      .toEqual([['nobody', 'constructor', 'gone']]);
    expect(rig.troubles.length).toBeGreaterThan(0);
    answerAll(worker);
    expect(await outcome).toMatchObject({ kind: 'returned' });
  });
});
