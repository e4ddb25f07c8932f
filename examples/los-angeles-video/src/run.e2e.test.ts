import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startExample, type RunningExample } from '@edgestep/testkit';
import { example } from './run.ts';

let cluster: RunningExample;

beforeAll(async () => {
  cluster = await startExample(example);
}, 90_000);

afterAll(() => cluster[Symbol.asyncDispose](), 30_000);

const summary = {
  camera: 'road-1',
  seconds: 30.2,
  cars: 4,
  up: 2,
  down: 2,
  busiestSegment: 5,
  askedOperator: 2,
};

describe('the road camera in a zone', () => {
  it('has its cars counted, the flaky link retried, the doubts decided by a person', async () => {
    const questions: string[] = [];
    const { client } = cluster.context;
    const { executions, output } = await example.run({
      ...cluster.context,
      report: (line) => questions.push(line),
    });
    expect(output).toMatchObject(summary);
    expect(questions.filter((line) => line.startsWith('!'))).toHaveLength(2);
    const executionArn = executions[0]?.executionArn ?? '';
    const events = await Array.fromAsync(client.history(executionArn));
    const drops = events.filter((event) => event.taskFailedEventDetails?.error === 'Camera.LinkDropped');
    expect(drops).toHaveLength(4);
  });

  it('comes to the same when its workers are killed in between', async () => {
    let killed: Promise<void> | undefined;
    const { output } = await example.run({
      ...cluster.context,
      onExecution: () => {
        setTimeout(() => (killed = cluster.restartWorkers()), 700);
      },
    });
    await killed;
    expect(killed).toBeDefined();
    expect(output).toMatchObject(summary);
  });
});
