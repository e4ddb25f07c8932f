import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  GetActivityTaskCommand,
  SendTaskFailureCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  type LogLevel,
  type StateMachineType,
} from '@aws-sdk/client-sfn';
import { connect, subscribe, type Connection } from '@edgestep/jetstream';
import { executionLogSubject, kvKey } from '@edgestep/shared';
import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const roleArn = 'arn:aws:iam::000000000000:role/any';

interface Line {
  readonly id: string;
  readonly type: string;
  readonly details: object;
}

let pieces: Pieces;
let zone: SFNClient;
let node: StartedPiece;
let listener: Connection;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  await pieces.startControlPlane();
  node = await pieces.startNode(ZONE);
  zone = new SFNClient({
    endpoint: pieces.zoneUrl(ZONE),
    region: ZONE,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    disableHostPrefix: true,
  });
  listener = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'listener' });
}, 60_000);

afterAll(async () => {
  await listener[Symbol.asyncDispose]();
  await pieces[Symbol.asyncDispose]();
});

/** Hears the lines of a log group. */
async function hearing(group: string): Promise<AsyncDisposable & { readonly lines: readonly Line[] }> {
  const lines: Line[] = [];
  const subscription = subscribe(listener, executionLogSubject(kvKey(group)), (bytes) => {
    lines.push(JSON.parse(new TextDecoder().decode(bytes)) as Line);
  });
  return { lines, [Symbol.asyncDispose]: () => subscription[Symbol.asyncDispose]() };
}

function typesOf({ lines }: { readonly lines: readonly Line[] }): readonly string[] {
  return lines.map(({ id, type }) => `${id} ${type}`);
}

async function create(name: string, level: LogLevel, states: object, type: StateMachineType = 'STANDARD') {
  const logGroupArn = `arn:aws:logs:${ZONE}:000000000000:log-group:/states/${name}:*`;
  const { stateMachineArn } = await zone.send(
    new CreateStateMachineCommand({
      name,
      type,
      roleArn,
      definition: JSON.stringify({ StartAt: 'First', States: states }),
      loggingConfiguration: {
        level,
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
      },
    }),
  );
  return stateMachineArn;
}

const FAIL = { First: { Type: 'Fail', Error: 'SomeFailure', Cause: 'why not' } };

describe('the log group of a state machine', () => {
  it('hears of a Standard execution as much as its level says', async () => {
    await using all = await hearing('/states/all');
    await using fatal = await hearing('/states/fatal');
    for (const [name, level] of [
      ['all', 'ALL'],
      ['fatal', 'FATAL'],
    ] as const) {
      const stateMachineArn = await create(name, level, FAIL);
      await zone.send(new StartExecutionCommand({ stateMachineArn }));
    }
    await expect
      .poll(() => typesOf(all), { timeout: 10_000 })
      .toEqual(['1 ExecutionStarted', '2 FailStateEntered', '3 ExecutionFailed']);
    await expect.poll(() => typesOf(fatal), { timeout: 10_000 }).toEqual(['3 ExecutionFailed']);
    expect(fatal.lines[0]?.details).toEqual({ error: 'SomeFailure', cause: 'why not' });
  });

  it('hears of an Express execution', async () => {
    await using express = await hearing('/states/express');
    const stateMachineArn = await create('express', 'ALL', FAIL, 'EXPRESS');
    await zone.send(new StartSyncExecutionCommand({ stateMachineArn }));
    await expect.poll(() => typesOf(express), { timeout: 10_000 }).toHaveLength(3);
  });

  it('hears the rest of an execution from the node that takes it over', async () => {
    const { activityArn = '' } = await zone.send(new CreateActivityCommand({ name: 'inspect' }));
    await using moved = await hearing('/states/moved');
    const stateMachineArn = await create('moved', 'ERROR', {
      First: { Type: 'Task', Resource: activityArn, End: true },
    });
    await zone.send(new StartExecutionCommand({ stateMachineArn }));
    const { taskToken } = await zone.send(new GetActivityTaskCommand({ activityArn }));
    await node[Symbol.asyncDispose]();
    node = await pieces.startNode(ZONE, `${ZONE}-2`);
    await zone.send(new SendTaskFailureCommand({ taskToken, error: 'Bad' }));
    await expect
      .poll(() => typesOf(moved), { timeout: 10_000 })
      .toEqual(['5 ActivityFailed', '6 ExecutionFailed']);
  });
});
