import { setTimeout as delay } from 'node:timers/promises';

import { isApiError, persist, type EdgestepClient } from '@edgestep/sdk';

import { sightingsIn } from './labels.ts';
import { openQuestions, type OpenQuestion } from './open-questions.ts';

/** What the operator needs of the API. */
type OperatorApi = Pick<EdgestepClient, 'history' | 'sendTaskSuccess'>;

const LOOK_EVERY_MS = 200;

/**
 * Plays the operator until the execution has ended: looks for open questions, "looks" at the frames and answers with
 * what a person saw there when the recording was labelled (see labels.ts).
 */
export async function answerQuestions(
  client: OperatorApi,
  executionArn: string,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const answered = new Set<string>();
  while (!signal.aborted) {
    const questions = await persist(() => openQuestions(client, executionArn, signal), { signal });
    for (const open of questions) {
      if (answered.has(open.question.taskToken)) continue;
      answered.add(open.question.taskToken);
      await answer(client, open, report, signal);
    }
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function answer(
  client: OperatorApi,
  { question, sheet }: OpenQuestion,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { index, firstFrame, lastFrame, cars, score, taskToken } = question;
  report(
    `? segment ${index}: ${cars} ${cars === 1 ? 'car' : 'cars'} with a score of ${score}; is that right? ${sheet}`,
  );
  const seen = sightingsIn(firstFrame, lastFrame);
  const verdict = { cars: seen.length, seen: seen.map((sighting) => sighting.car) };
  try {
    const output = JSON.stringify(verdict);
    await persist(() => client.sendTaskSuccess({ taskToken, output }, { signal }), { signal });
    report(`! segment ${index}: the operator sees ${verdict.cars}: ${verdict.seen.join(', ')}`);
  } catch (error) {
    if (!isApiError(error, 'TaskTimedOut', 'TaskDoesNotExist')) throw error;
    report(`! segment ${index}: the answer came too late, or twice (${error.name})`);
  }
}
