import type { HistoryEvent } from '@edgestep/sdk';
import { describe, expect, it } from 'vitest';

import { openQuestions } from './open-questions.ts';

const { signal } = new AbortController();
const question = { taskToken: 'tok', index: 4, cars: 1, score: 0.58 };
const resource = 'invoke.waitForTaskToken';

const asked: HistoryEvent[] = [
  {
    id: 10,
    previousEventId: 9,
    timestamp: new Date(0),
    type: 'TaskScheduled',
    taskScheduledEventDetails: {
      resource,
      parameters: JSON.stringify({ FunctionName: 'video-ask-operator', Payload: question }),
    },
  },
  { id: 11, previousEventId: 10, timestamp: new Date(0), type: 'TaskStarted' },
  {
    id: 13,
    previousEventId: 11,
    timestamp: new Date(0),
    type: 'TaskSubmitted',
    taskSubmittedEventDetails: { resource, output: JSON.stringify({ Payload: { sheet: '/tmp/q.jpg' } }) },
  },
];

function clientWith(events: readonly HistoryEvent[]) {
  return {
    async *history(): AsyncGenerator<HistoryEvent, void, undefined> {
      yield* events;
    },
  };
}

describe('the open questions of an execution', () => {
  it('are the submitted tasks that wait for a token', async () => {
    expect(await openQuestions(clientWith(asked), 'arn', signal)).toEqual([
      { question, sheet: '/tmp/q.jpg' },
    ]);
  });

  it('are not open before the picture is there, nor after the answer or the time-out', async () => {
    expect(await openQuestions(clientWith(asked.slice(0, 2)), 'arn', signal)).toEqual([]);
    for (const type of ['TaskSucceeded', 'TaskTimedOut'] as const) {
      const ended: HistoryEvent = { id: 14, previousEventId: 13, timestamp: new Date(0), type };
      expect(await openQuestions(clientWith([...asked, ended]), 'arn', signal)).toEqual([]);
    }
  });

  it('are not the tasks of other services', async () => {
    const events = asked.map((event) =>
      event.type === 'TaskSubmitted'
        ? { ...event, taskSubmittedEventDetails: { resource: 'startExecution.sync', output: '{}' } }
        : event,
    );
    expect(await openQuestions(clientWith(events), 'arn', signal)).toEqual([]);
  });
});
