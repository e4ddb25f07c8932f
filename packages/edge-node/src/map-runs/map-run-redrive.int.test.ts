import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { connect, ZoneObjects, type Connection } from '@edgestep/jetstream';
import { startPieces, type Pieces } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const MACHINES = `arn:aws:states:${ZONE}:000000000000:stateMachine`;
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let centre: SFNClient;
let zone: SFNClient;
let connection: Connection;
let objects: ZoneObjects;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  centre = clientOf((await pieces.startControlPlane()).url);
  zone = clientOf((await pieces.startNode(ZONE)).url);
  connection = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'test', onStatus: () => {} });
  objects = new ZoneObjects(connection);
  await objects.makeBucket('inbox', { replicas: 1 });
}, 60_000);

afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await pieces[Symbol.asyncDispose]();
});

function clientOf(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new SFNClient({ endpoint, region: ZONE, credentials });
}

async function create(name: string, block: object): Promise<string> {
  await centre.send(new CreateStateMachineCommand({ name, definition: JSON.stringify(block), roleArn }));
  const stateMachineArn = `${MACHINES}:${name}`;
  const describeMachine = () => zone.send(new DescribeStateMachineCommand({ stateMachineArn }));
  await expect.poll(() => describeMachine().then(({ status }) => status, String)).toBe('ACTIVE');
  return stateMachineArn;
}

const block = (states: object) => ({ StartAt: Object.keys(states)[0], States: states });

function distributed(states: object, map: object = {}, ExecutionType = 'STANDARD') {
  const ItemProcessor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...block(states) };
  return block({ Each: { Type: 'Map', Label: 'Each', ItemProcessor, End: true, ...map } });
}

/** Starts the machine that its item names, and gives the item back. It fails while there is no such machine. */
const CALL = {
  Call: {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution',
    Parameters: { 'StateMachineArn.$': `States.Format('${MACHINES}:{}', $)` },
    ResultPath: null,
    End: true,
  },
};

const PASS = { Give: { Type: 'Pass', End: true } };
const WAIT = { Rest: { Type: 'Wait', Seconds: 600, End: true } };

async function started(stateMachineArn: string, input: unknown): Promise<string> {
  const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
  return (await zone.send(command)).executionArn ?? '';
}

async function ended(executionArn: string) {
  const describeIt = () => zone.send(new DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describeIt()).status, { timeout: 30_000 }).not.toBe('RUNNING');
  return describeIt();
}

async function mapRunOf(executionArn: string) {
  const { mapRuns } = await zone.send(new ListMapRunsCommand({ executionArn }));
  expect(mapRuns).toHaveLength(1);
  return zone.send(new DescribeMapRunCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }));
}

async function childrenOf(mapRunArn: string | undefined) {
  const { executions = [] } = await zone.send(new ListExecutionsCommand({ mapRunArn }));
  return Promise.all(
    executions.map(({ executionArn }) => zone.send(new DescribeExecutionCommand({ executionArn }))),
  );
}

async function typesOf(executionArn: string | undefined) {
  const { events = [] } = await zone.send(new GetExecutionHistoryCommand({ executionArn }));
  return events.map(({ type }) => type);
}

const redrive = (executionArn: string) => zone.send(new RedriveExecutionCommand({ executionArn }));

describe('a redrive of an execution whose distributed Map failed', () => {
  it('redrives the same Map Run, and in it the Standard children that did not succeed', async () => {
    await create('standard-known', block(PASS));
    const machine = await create('standard', distributed(CALL, { MaxConcurrency: 1 }));
    const items = ['standard-known', 'standard-new', 'standard-known'];
    const executionArn = await started(machine, items);
    expect((await ended(executionArn)).status).toBe('FAILED');
    const before = await mapRunOf(executionArn);
    expect(before).toMatchObject({
      status: 'FAILED',
      redriveCount: 0,
      executionCounts: { succeeded: 1, failed: 1, pending: 1, pendingRedrive: 0, failuresNotRedrivable: 0 },
    });

    await create('standard-new', block(PASS));
    await redrive(executionArn);
    expect(JSON.parse((await ended(executionArn)).output ?? '')).toEqual(items);
    expect(await mapRunOf(executionArn)).toMatchObject({
      mapRunArn: before.mapRunArn,
      status: 'SUCCEEDED',
      redriveCount: 1,
      redriveDate: expect.any(Date),
      itemCounts: { total: 3, succeeded: 3, failed: 0, pendingRedrive: 0, failuresNotRedrivable: 0 },
      executionCounts: { total: 3, succeeded: 3, failed: 0 },
    });
    expect((await typesOf(executionArn)).slice(-6)).toEqual([
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    const children = await childrenOf(before.mapRunArn);
    expect(children.filter(({ redriveCount }) => redriveCount === 0)).toHaveLength(2);
    const again = children.find(({ redriveCount }) => redriveCount === 1);
    expect(await typesOf(again?.executionArn)).toContain('ExecutionRedriven');
  });

  it('starts Express children anew, under the ARNs that they had', async () => {
    const machine = await create('express', distributed(CALL, { ToleratedFailureCount: 0 }, 'EXPRESS'));
    const executionArn = await started(machine, ['express-new', 'express-new']);
    expect((await ended(executionArn)).status).toBe('FAILED');
    // Failing again is no success.
    await redrive(executionArn);
    expect((await ended(executionArn)).status).toBe('FAILED');
    await create('express-new', block(PASS));
    await redrive(executionArn);
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect(await mapRunOf(executionArn)).toMatchObject({ redriveCount: 2, itemCounts: { succeeded: 2 } });
  });

  it('takes up the children of an execution that was stopped', async () => {
    const machine = await create('stopped', distributed(WAIT));
    const executionArn = await started(machine, [1, 2, 3]);
    const running = async () => {
      const { mapRunArn } = await mapRunOf(executionArn);
      const children = await zone.send(new ListExecutionsCommand({ mapRunArn, statusFilter: 'RUNNING' }));
      return children.executions?.length;
    };
    await expect.poll(() => mapRunOf(executionArn).then(() => true, String)).toBe(true);
    await expect.poll(running).toBe(3);
    await zone.send(new StopExecutionCommand({ executionArn }));
    await redrive(executionArn);
    await expect
      .poll(() => mapRunOf(executionArn))
      .toMatchObject({
        status: 'RUNNING',
        redriveCount: 1,
        executionCounts: { running: 3, aborted: 0, pendingRedrive: 0 },
      });
    const redriven = async () => {
      const children = await childrenOf((await mapRunOf(executionArn)).mapRunArn);
      return children.map(({ status, redriveCount }) => `${status} ${redriveCount}`);
    };
    await expect.poll(redriven).toEqual(['RUNNING 1', 'RUNNING 1', 'RUNNING 1']);
    await zone.send(new StopExecutionCommand({ executionArn }));
  });

  it('reads the items again when they could not be read, and no child had begun', async () => {
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'inbox', Key: 'late.json' },
      ReaderConfig: { InputType: 'JSON' },
    };
    const executionArn = await started(await create('reading', distributed(PASS, { ItemReader })), {});
    expect(await ended(executionArn)).toMatchObject({ error: 'States.ItemReaderFailed' });
    await objects.write('inbox', 'late.json', new TextEncoder().encode('["here","now"]'));
    await redrive(executionArn);
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '["here","now"]' });
    expect(await mapRunOf(executionArn)).toMatchObject({ redriveCount: 1, itemCounts: { total: 2 } });
  });
});

describe('the results of a Map Run with a writer', () => {
  const ResultWriter = {
    Resource: 'arn:aws:states:::s3:putObject',
    Parameters: { Bucket: 'inbox', Prefix: 'out' },
  };

  async function manifestOf(executionArn: string): Promise<Record<string, { Key: string }[]> | undefined> {
    const { mapRunArn = '' } = await mapRunOf(executionArn);
    return (await written(`out/${mapRunArn.split(':').at(-1)}/manifest.json`))?.ResultFiles;
  }

  async function written(key: string) {
    const content = await objects.read('inbox', key);
    return 'kind' in content ? undefined : JSON.parse(new TextDecoder().decode(content));
  }

  it('are written when it was given up with its execution, too', async () => {
    const machine = await create('given-up', distributed(WAIT, { ResultWriter, MaxConcurrency: 1 }));
    const executionArn = await started(machine, ['a', 'b']);
    await expect
      .poll(() => mapRunOf(executionArn).then(({ itemCounts }) => itemCounts, String))
      .toMatchObject({
        running: 1,
      });
    await zone.send(new StopExecutionCommand({ executionArn }));
    await expect.poll(() => manifestOf(executionArn)).toBeDefined();
    const { FAILED = [], PENDING = [], SUCCEEDED } = (await manifestOf(executionArn)) ?? {};
    expect(await written(FAILED[0]?.Key ?? '')).toMatchObject([{ Input: '"a"', Status: 'ABORTED' }]);
    expect(await written(PENDING[0]?.Key ?? '')).toMatchObject([{ Input: '"b"' }]);
    expect(SUCCEEDED).toEqual([]);
  });

  it('are those of all its attempts when it was redriven', async () => {
    await create('written-known', block(PASS));
    const machine = await create('written', distributed(CALL, { ResultWriter, MaxConcurrency: 1 }));
    const executionArn = await started(machine, ['written-known', 'written-new']);
    expect((await ended(executionArn)).status).toBe('FAILED');
    expect((await manifestOf(executionArn))?.['FAILED']).toHaveLength(1);
    await create('written-new', block(PASS));
    await redrive(executionArn);
    expect((await ended(executionArn)).status).toBe('SUCCEEDED');
    const { FAILED, SUCCEEDED = [] } = (await manifestOf(executionArn)) ?? {};
    expect(FAILED).toEqual([]);
    expect(await written(SUCCEEDED[0]?.Key ?? '')).toMatchObject([
      { RedriveCount: 0 },
      { RedriveCount: 1, Status: 'SUCCEEDED' },
    ]);
  });
});
