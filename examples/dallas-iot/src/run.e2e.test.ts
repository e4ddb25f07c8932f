import type { ExampleResult } from '@edgestep/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startExample, type RunningExample } from '@edgestep/testkit';
import { example } from './run.ts';

let cluster: RunningExample;

beforeAll(async () => {
  cluster = await startExample(example);
}, 90_000);

afterAll(() => cluster[Symbol.asyncDispose](), 30_000);

async function statuses(result: ExampleResult): Promise<Set<string>> {
  const described = await Promise.all(
    result.executions.map(({ executionArn }) => cluster.context.client.describeExecution({ executionArn })),
  );
  return new Set(described.map(({ status }) => status));
}

describe('the office in a zone', () => {
  let undisturbed: ExampleResult;

  it('is watched over from the sensor to the report', async () => {
    undisturbed = await example.run(cluster.context);
    expect(undisturbed.executions).toHaveLength(24);
    expect(await statuses(undisturbed)).toEqual(new Set(['SUCCEEDED']));
    expect(undisturbed.output).toMatchObject({
      windows: 23,
      readings: 2_656,
      quarantined: { 'Reading.Malformed': 5, 'Reading.OutOfRange': 5 },
    });
  });

  it('comes to the same when its workers are killed in between', async () => {
    let killed: Promise<void> | undefined;
    const result = await example.run({
      ...cluster.context,
      onExecution: () => {
        killed ??= cluster.restartWorkers();
      },
    });
    await killed;
    expect(killed).toBeDefined();
    expect(await statuses(result)).toEqual(new Set(['SUCCEEDED']));
    expect(result.output).toEqual(undisturbed.output);
  });
});
