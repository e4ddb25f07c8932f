import type { HistoryEvent } from '@edgestep/sdk';
import { describe, expect, it } from 'vitest';

import { historyViolations } from './history-violations.ts';

const event = (id: number, previousEventId: number, type: string) =>
  ({ id, previousEventId, type, timestamp: new Date(id) }) as HistoryEvent;

const good = [
  event(1, 0, 'ExecutionStarted'),
  event(2, 0, 'TaskStateEntered'),
  event(3, 2, 'LambdaFunctionScheduled'),
  event(4, 3, 'LambdaFunctionStarted'),
  event(5, 4, 'LambdaFunctionSucceeded'),
  event(6, 5, 'TaskStateExited'),
  event(7, 6, 'ExecutionSucceeded'),
];

describe('the check of a history', () => {
  it('finds nothing wrong with a good one', () => {
    expect(historyViolations(good)).toEqual([]);
  });

  it('lets an execution that was stopped leave a task and its state open', () => {
    expect(historyViolations([...good.slice(0, 4), event(5, 0, 'ExecutionAborted')])).toEqual([]);
  });

  it.each([
    [
      'a result that was applied twice',
      [
        ...good.slice(0, 5),
        event(6, 4, 'LambdaFunctionSucceeded'),
        event(7, 6, 'TaskStateExited'),
        event(8, 7, 'ExecutionSucceeded'),
      ],
      /2 outcomes/,
    ],
    ['a task without a result', good.filter(({ id }) => id !== 5), /0 outcomes/],
    ['a missing event', good.filter(({ id }) => id !== 4), /stands at place/],
    [
      'a state that was left twice',
      [...good.slice(0, 6), event(7, 6, 'TaskStateExited'), event(8, 7, 'ExecutionSucceeded')],
      /1 states were entered and 2 left/,
    ],
    ['no end', good.slice(0, 6), /last event is TaskStateExited/],
    ['two ends', [...good, event(8, 7, 'ExecutionSucceeded')], /2 closing events/],
    [
      'an event that follows a later one',
      good.map((each) => (each.id === 3 ? event(3, 5, 'LambdaFunctionScheduled') : each)),
      /event 3 follows 5, which is not before it/,
    ],
    [
      'an outcome without a task',
      [
        ...good.slice(0, 2),
        event(3, 2, 'TaskSucceeded'),
        event(4, 3, 'TaskStateExited'),
        event(5, 4, 'ExecutionSucceeded'),
      ],
      /event 3 is the outcome of no task/,
    ],
    ['another beginning', good.slice(1), /first event is TaskStateEntered/],
  ])('finds %s', (_what, events, violation) => {
    expect(historyViolations(events).join('\n')).toMatch(violation);
  });
});
