import { describe, expect, it } from 'vitest';

import {
  formatBatchTask,
  formatFrameEntry,
  formatTaskBatch,
  formatWorkerFrame,
  parseTaskBatch,
  parseWorkerFrame,
  type BatchTask,
} from './task-batch.ts';

const task: BatchTask = {
  id: 'a1',
  token: 'token',
  execution: 'arn:aws:states:dallas:000000000000:execution:m:é',
  state: 'Größe "prüfen"',
  attempt: 2,
  deadline: 5_000,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  tracestate: 'a=b',
  input: { frame: [7, null, 'x'] },
};

describe('a batch of tasks', () => {
  it('is read as it was written', () => {
    const bare: BatchTask = { id: '2', input: null };
    const text = formatTaskBatch('_INBOX.a.frames', [task, bare].map(formatBatchTask));
    expect(parseTaskBatch(text)).toEqual({ to: '_INBOX.a.frames', tasks: [task, bare] });
  });

  it('is none when it is of another version, or has no place for frames', () => {
    const tasks = formatBatchTask(task);
    for (const text of [
      '',
      'null',
      '[]',
      `{"to":"a","tasks":[${tasks}]}`,
      `{"v":2,"to":"a","tasks":[${tasks}]}`,
      `{"v":1,"tasks":[${tasks}]}`,
      `{"v":1,"to":"a","tasks":{}}`,
      ...['', '>', 'a.*', 'a b', 'a\r\nb', '.a', 'a..b', 'a\u0000', 'x'.repeat(2_000)].map((to) =>
        formatTaskBatch(to, [tasks]),
      ),
    ]) {
      expect(parseTaskBatch(text)).toBeUndefined();
    }
  });

  it('is read as far as its tasks make sense', () => {
    const odd = '{"id":"b","attempt":-1,"deadline":"soon","token":7,"state":""}';
    const text = formatTaskBatch('a', ['null', '7', '[]', '{}', '{"id":7}', '{"id":""}', odd]);
    expect(parseTaskBatch(text)?.tasks).toEqual([{ id: 'b', input: null }]);
  });
});

describe("a worker's frame", () => {
  it('is read as it was written', () => {
    const text = formatWorkerFrame({
      worker: 'host-3/4711',
      beatIntervalMs: 2_000,
      done: [formatFrameEntry('a', '{"n":[1]}', 12.4), formatFrameEntry('b', 'null', 0)],
      failed: [formatFrameEntry('c', '{"errorType":"Odd"}', 3)],
      refused: [formatFrameEntry('d', '"busy"', 0)],
      held: ['e'],
      heartbeats: ['e'],
    });
    expect(parseWorkerFrame(text)).toEqual({
      worker: 'host-3/4711',
      beatIntervalMs: 2_000,
      done: [
        ['a', { n: [1] }, 12],
        ['b', null, 0],
      ],
      failed: [['c', { errorType: 'Odd' }, 3]],
      refused: [['d', 'busy', 0]],
      held: ['e'],
      heartbeats: ['e'],
    });
  });

  it('is none without a name and an interval, which is brought within bounds', () => {
    for (const text of ['', '[]', '{}', '{"worker":"w"}', '{"worker":7,"beatIntervalMs":9}']) {
      expect(parseWorkerFrame(text)).toBeUndefined();
    }
    expect(parseWorkerFrame('{"worker":"w","beatIntervalMs":1e12}')).toMatchObject({
      beatIntervalMs: 60_000,
      done: [],
      held: [],
    });
  });

  it('is read as far as its entries make sense', () => {
    const odd = '[null,7,{},[],["a"],["a",1],["a",1,"2"],[1,1,1],["",1,1],["ok",1,1]]';
    const text = `{"worker":"w","beatIntervalMs":100,"done":${odd},"failed":7,"held":[1,"x",null],"heartbeats":"x"}`;
    expect(parseWorkerFrame(text)).toMatchObject({
      done: [['ok', 1, 1]],
      failed: [],
      held: ['x'],
      heartbeats: [],
    });
  });
});
