import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ExecutionDoesNotExist,
  ExecutionNotRedrivable,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ZONE = 'dallas';
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let centre: SFNClient;
let zone: SFNClient;
let node: StartedPiece;
let activityArn: string;
let stateMachineArn: string;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const controlPlane = await pieces.startControlPlane();
  node = await pieces.startNode(ZONE);
  centre = clientOf(controlPlane.url);
  zone = clientOf(pieces.zoneUrl(ZONE));
  const created = await centre.send(new CreateActivityCommand({ name: 'inspect' }));
  activityArn = (created.activityArn ?? '').replace(':hub:', `:${ZONE}:`);
  stateMachineArn = await create('inspected');
}, 60_000);

afterAll(() => pieces[Symbol.asyncDispose]());

function clientOf(endpoint: string): SFNClient {
  return new SFNClient({
    endpoint,
    region: ZONE,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    disableHostPrefix: true,
  });
}

/** A machine that has one part inspected: its ARN in the zone, once the zone has it. */
async function create(name: string): Promise<string> {
  const definition = JSON.stringify({
    StartAt: 'Inspect',
    States: { Inspect: { Type: 'Task', Resource: activityArn, End: true } },
  });
  const created = await centre.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const arn = (created.stateMachineArn ?? '').replace(':hub:', `:${ZONE}:`);
  await vi.waitFor(() => zone.send(new DescribeStateMachineCommand({ stateMachineArn: arn })), {
    timeout: 10_000,
  });
  return arn;
}

function described(executionArn: string | undefined) {
  return zone.send(new DescribeExecutionCommand({ executionArn }));
}

async function ended(executionArn: string | undefined) {
  await expect
    .poll(async () => (await described(executionArn)).status, { timeout: 10_000 })
    .not.toBe('RUNNING');
  return described(executionArn);
}

async function inspect(result: 'good' | 'bad'): Promise<void> {
  const { taskToken } = await zone.send(new GetActivityTaskCommand({ activityArn }));
  if (result === 'good') await zone.send(new SendTaskSuccessCommand({ taskToken, output: '"good"' }));
  else await zone.send(new SendTaskFailureCommand({ taskToken, error: 'Bad', cause: 'a scratch' }));
}

async function failedExecution(arn = stateMachineArn): Promise<string> {
  const { executionArn } = await zone.send(
    new StartExecutionCommand({ stateMachineArn: arn, input: '"part"' }),
  );
  await inspect('bad');
  await ended(executionArn);
  return executionArn ?? '';
}

async function typesOf(executionArn: string): Promise<readonly (string | undefined)[]> {
  const { events } = await zone.send(new GetExecutionHistoryCommand({ executionArn }));
  return (events ?? []).map(({ type }) => type);
}

describe('RedriveExecution, asked by the AWS SDK', () => {
  it('runs the task that failed again, and tells of it everywhere', async () => {
    const executionArn = await failedExecution();
    expect(await described(executionArn)).toMatchObject({ redriveCount: 0, redriveStatus: 'REDRIVABLE' });
    const { redriveDate } = await zone.send(new RedriveExecutionCommand({ executionArn }));
    expect(await described(executionArn)).toMatchObject({
      status: 'RUNNING',
      redriveCount: 1,
      redriveDate,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    await inspect('good');
    const after = await ended(executionArn);
    expect(after).toMatchObject({ status: 'SUCCEEDED', output: '"good"', redriveCount: 1 });
    expect([after.error, after.cause]).toEqual([undefined, undefined]);
    expect(await typesOf(executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivityFailed',
      'ExecutionFailed',
      'ExecutionRedriven',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivitySucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    const { executions } = await zone.send(
      new ListExecutionsCommand({ stateMachineArn, redriveFilter: 'REDRIVEN' }),
    );
    expect(executions?.find((one) => one.executionArn === executionArn)).toMatchObject({
      redriveCount: 1,
      redriveDate,
    });
  });

  it('answers the same redrive for the same token, and does not count it again', async () => {
    const executionArn = await failedExecution();
    const request = new RedriveExecutionCommand({ executionArn, clientToken: 'once' });
    const first = await zone.send(request);
    await inspect('bad');
    await ended(executionArn);
    expect((await zone.send(request)).redriveDate).toEqual(first.redriveDate);
    expect(await described(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 1 });
  });

  it('goes through the control plane, too', async () => {
    const executionArn = await failedExecution();
    await centre.send(new RedriveExecutionCommand({ executionArn }));
    await inspect('good');
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
  });

  it('outlives the node that did it, before and after', async () => {
    const executionArn = await failedExecution();
    await node[Symbol.asyncDispose]();
    node = await pieces.startNode(ZONE, `${ZONE}-2`);
    await zone.send(new RedriveExecutionCommand({ executionArn }));
    await node[Symbol.asyncDispose]();
    node = await pieces.startNode(ZONE, `${ZONE}-3`);
    await inspect('good');
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
  });

  it('refuses what cannot be redriven, with the reason', async () => {
    const executionArn = await failedExecution();
    await zone.send(new RedriveExecutionCommand({ executionArn }));
    const again = zone.send(new RedriveExecutionCommand({ executionArn }));
    await expect(again).rejects.toBeInstanceOf(ExecutionNotRedrivable);
    await expect(again).rejects.toThrow('Execution is RUNNING and cannot be redriven');
    await inspect('good');
    await ended(executionArn);
    await expect(zone.send(new RedriveExecutionCommand({ executionArn }))).rejects.toThrow(
      'Execution is SUCCEEDED and cannot be redriven',
    );
    await expect(
      zone.send(new RedriveExecutionCommand({ executionArn: `${executionArn}-none` })),
    ).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });

  it('refuses for a state machine that was deleted', async () => {
    const arn = await create('short-lived');
    const executionArn = await failedExecution(arn);
    await centre.send(new DeleteStateMachineCommand({ stateMachineArn: arn }));
    await expect
      .poll(async () => (await described(executionArn)).redriveStatusReason, { timeout: 10_000 })
      .toBe('State machine is in DELETING status');
    await expect(zone.send(new RedriveExecutionCommand({ executionArn }))).rejects.toBeInstanceOf(
      ExecutionNotRedrivable,
    );
  });
});
