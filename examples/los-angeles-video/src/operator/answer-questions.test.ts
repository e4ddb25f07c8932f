import { EdgestepApiError, type EdgestepClient, type HistoryEvent } from '@edgestep/sdk';
import { describe, expect, it } from 'vitest';

import { answerQuestions } from './answer-questions.ts';

const resource = 'invoke.waitForTaskToken';

/** The history of an execution with one open question about these frames. */
function historyAsking(firstFrame: number, lastFrame: number): HistoryEvent[] {
  const question = { taskToken: 'tok', index: 4, firstFrame, lastFrame, cars: 1, score: 0.58, tracks: [] };
  const timestamp = new Date(0);
  return [
    {
      id: 1,
      timestamp,
      type: 'TaskScheduled',
      taskScheduledEventDetails: { resource, parameters: JSON.stringify({ Payload: question }) },
    },
    {
      id: 2,
      previousEventId: 1,
      timestamp,
      type: 'TaskSubmitted',
      taskSubmittedEventDetails: { resource, output: JSON.stringify({ Payload: { sheet: '/tmp/q.jpg' } }) },
    },
  ];
}

/** Plays the operator for a while against an API that answers SendTaskSuccess like this. */
async function shift(events: readonly HistoryEvent[], onAnswer: (output: string) => void) {
  const lines: string[] = [];
  const client: Pick<EdgestepClient, 'history' | 'sendTaskSuccess'> = {
    async *history() {
      yield* events;
    },
    sendTaskSuccess: async ({ output }) => {
      onAnswer(output);
      return {};
    },
  };
  const over = answerQuestions(client, 'arn', (line) => lines.push(line), AbortSignal.timeout(600));
  await expect(over).rejects.toMatchObject({
    name: expect.stringMatching(/AbortError|TimeoutError/) as string,
  });
  return lines;
}

describe('the operator', () => {
  it('answers a question once, with what a person saw in those frames', async () => {
    const answers: string[] = [];
    const lines = await shift(historyAsking(61, 75), (output) => answers.push(output));
    expect(answers).toEqual(['{"cars":1,"seen":["silver saloon"]}']);
    expect(lines).toEqual([
      '? segment 4: 1 car with a score of 0.58; is that right? /tmp/q.jpg',
      '! segment 4: the operator sees 1: silver saloon',
    ]);
  });

  it('shrugs when the answer comes too late', async () => {
    const lines = await shift(historyAsking(91, 105), () => {
      throw new EdgestepApiError('TaskTimedOut', 'too late', { status: 400 });
    });
    expect(lines[1]).toContain('came too late');
  });
});
