import type { Example, ExampleContext, ExampleResult, Json } from '@edgestep/sdk';

import { answerQuestions } from './operator/answer-questions.ts';
import type { Summary } from './summary/summarise.ts';

const MACHINE = 'traffic-count';

/** Counts the cars of a road camera in the zone where the camera is. */
export const example: Example = {
  name: 'los-angeles-video',
  title: 'A road camera: cars counted, doubts decided by a person',
  zone: 'los-angeles',
  machines: [
    { name: MACHINE, file: new URL('../state-machine.asl.json', import.meta.url), type: 'STANDARD' },
  ],
  workers: [{ name: 'video-workers', file: new URL('workers.ts', import.meta.url) }],
  run,
};

async function run(context: ExampleContext): Promise<ExampleResult> {
  const { client, signal, report } = context;
  const stateMachineArn = context.stateMachineArn(MACHINE);
  const input = JSON.stringify({ camera: 'road-1', segmentSeconds: 3 });
  const request = { stateMachineArn, input, name: `road-1-${crypto.randomUUID()}` };
  const executionArn = await client.startOnce(request, { signal });
  const label = '30 s of camera road-1';
  context.onExecution(executionArn, label);

  const operatorShift = new AbortController();
  const operator = answerQuestions(
    client,
    executionArn,
    report,
    AbortSignal.any([signal, operatorShift.signal]),
  ).catch((error: unknown) => {
    if (!operatorShift.signal.aborted) throw error;
  });
  const ended = await Promise.race([
    client.waitFor(executionArn, { signal }),
    operator.then(() => undefined),
  ]);
  operatorShift.abort();
  await operator;
  const executions = [{ executionArn, label, expectedStatus: 'SUCCEEDED' as const }];
  if (ended?.output === undefined) return { executions, findings: [], output: null };
  return {
    executions,
    findings: findings(JSON.parse(ended.output) as Summary),
    output: JSON.parse(ended.output) as Json,
  };
}

/** The summary in words. */
export function findings(summary: Summary): string[] {
  const busiest = summary.perSegment.find(({ segment }) => segment === summary.busiestSegment);
  return [
    `${summary.cars} cars in ${summary.seconds} s: ${summary.up} driving up the picture, ${summary.down} down`,
    ...summary.crossings.map(
      ({ direction, fromSecond, seconds }, at) =>
        `  car ${at + 1}: ${direction}, from ${fromSecond} s for ${seconds} s`,
    ),
    `per segment of 3 s: ${summary.perSegment.map(({ cars }) => cars).join(' ')}; the busiest is ${summary.busiestSegment} with ${busiest?.cars ?? 0}`,
    `${summary.askedOperator} segments were unsure and decided by a person`,
  ];
}
