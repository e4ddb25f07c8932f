import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ResourceNotFound,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { connect, ZoneObjects, type Connection } from '@edgestep/jetstream';
import { partitionOf } from '@edgestep/shared';
import { startPieces, type Pieces, type StartedPiece } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const PARTITIONS = 4;
const roleArn = 'arn:aws:iam::000000000000:role/any';

let pieces: Pieces;
let centre: SFNClient;
let centreUrl: string;
let zone: SFNClient;
let second: StartedPiece;
let connection: Connection | undefined;
let objects: ZoneObjects;

beforeAll(async () => {
  pieces = await startPieces({ zones: [ZONE] });
  const controlPlane = await pieces.startControlPlane();
  const first = await pieces.startNode(ZONE, 'one');
  second = await pieces.startNode(ZONE, 'two');
  centreUrl = controlPlane.url;
  centre = clientOf(centreUrl);
  zone = clientOf(first.url);
  connection = await connect({ servers: [pieces.servers.zone(ZONE).url], name: 'test', onStatus: () => {} });
  objects = new ZoneObjects(connection);
  await objects.makeBucket('inbox', { replicas: 1 });
}, 60_000);

afterAll(async () => {
  await connection?.[Symbol.asyncDispose]();
  await pieces[Symbol.asyncDispose]();
});

function clientOf(endpoint: string): SFNClient {
  return new SFNClient({
    endpoint,
    region: ZONE,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
}

/** A machine of one distributed Map whose processor has the given states, the first of them first. */
async function create(name: string, states: object, map: object = {}, executionType = 'STANDARD') {
  const definition = JSON.stringify({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        Label: 'Each',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: executionType },
          StartAt: Object.keys(states)[0],
          States: states,
        },
        End: true,
        ...map,
      },
    },
  });
  const created = await centre.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const stateMachineArn = (created.stateMachineArn ?? '').replace(':hub:', `:${ZONE}:`);
  const describeMachine = () => zone.send(new DescribeStateMachineCommand({ stateMachineArn }));
  await expect
    .poll(() => describeMachine().then(({ status }) => status, String), { timeout: 10_000 })
    .toBe('ACTIVE');
  return stateMachineArn;
}

async function start(stateMachineArn: string, input: unknown) {
  const { executionArn } = await zone.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return executionArn ?? '';
}

async function ended(executionArn: string) {
  const describeIt = () => zone.send(new DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describeIt()).status, { timeout: 30_000 }).not.toBe('RUNNING');
  return describeIt();
}

async function run(stateMachineArn: string, input: unknown) {
  return ended(await start(stateMachineArn, input));
}

async function mapRunOf(executionArn: string) {
  const { mapRuns } = await zone.send(new ListMapRunsCommand({ executionArn }));
  return zone.send(new DescribeMapRunCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }));
}

/** How many partitions a node owns, as the centre hears it. */
async function partitionsOf(nodeId: string): Promise<number> {
  const response = await fetch(`${centreUrl}/v1/zones`);
  const { zones } = (await response.json()) as {
    zones: { nodes: { id: string; partitions: number }[] }[];
  };
  return zones[0]?.nodes.find(({ id }) => id === nodeId)?.partitions ?? 0;
}

async function untilRunning(executionArn: string, count: number) {
  const running = async () => {
    const { mapRuns } = await zone.send(new ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    if (mapRunArn === undefined) return 0;
    return (await zone.send(new ListExecutionsCommand({ mapRunArn, statusFilter: 'RUNNING' }))).executions
      ?.length;
  };
  await expect.poll(running, { timeout: 20_000 }).toBe(count);
}

async function written(key: string): Promise<unknown> {
  const content = await objects.read('inbox', key);
  return 'kind' in content ? content : JSON.parse(new TextDecoder().decode(content));
}

const put = (key: string, text: string) => objects.write('inbox', key, new TextEncoder().encode(text));

const PASS = { Give: { Type: 'Pass', End: true } };
const WAIT = (seconds: number) => ({ Rest: { Type: 'Wait', Seconds: seconds, End: true } });
const FAIL_TWO = {
  Look: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'No' }], Default: 'Yes' },
  No: { Type: 'Fail', Error: 'Two', Cause: 'it is two' },
  Yes: { Type: 'Succeed' },
};

describe('a distributed Map', () => {
  it('runs a child execution for each item, over partitions and nodes, and puts their outputs together', async () => {
    const machine = await create('spread', PASS);
    const items = Array.from({ length: 30 }, (_, index) => index);
    const executionArn = await start(machine, items);
    expect(JSON.parse((await ended(executionArn)).output ?? '')).toEqual(items);
    const mapRun = await mapRunOf(executionArn);
    expect(mapRun).toMatchObject({
      status: 'SUCCEEDED',
      executionArn,
      itemCounts: { total: 30, succeeded: 30, pending: 0, running: 0 },
      executionCounts: { total: 30, succeeded: 30 },
    });
    const { mapRunArn } = mapRun;
    const children = (await zone.send(new ListExecutionsCommand({ mapRunArn }))).executions ?? [];
    const partitions = new Set(children.map((child) => partitionOf(child.executionArn ?? '', PARTITIONS)));
    expect(partitions.size).toBe(PARTITIONS);
    expect(children[0]).toMatchObject({ mapRunArn, itemCount: 1, stateMachineArn: `${machine}/Each` });
    const around = new DescribeStateMachineCommand({ stateMachineArn: `${machine}/Each` });
    expect(await zone.send(around)).toMatchObject({ name: 'spread', label: 'Each' });
    const child = await zone.send(
      new GetExecutionHistoryCommand({ executionArn: children[0]?.executionArn }),
    );
    expect(child.events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    // The state machine's own list has the parent alone.
    const own = await zone.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(own.executions?.map((execution) => execution.executionArn)).toEqual([executionArn]);
  });

  it('runs Express children in the memory of the nodes that their ARNs belong to', async () => {
    const machine = await create('express', PASS, {}, 'EXPRESS');
    const items = Array.from({ length: 12 }, (_, index) => index);
    expect(JSON.parse((await run(machine, items)).output ?? '')).toEqual(items);
  });

  it('pages through its children, and tells the control plane the same', async () => {
    const executionArn = await start(await create('paged', PASS), [1, 2, 3]);
    await ended(executionArn);
    const { mapRunArn } = await mapRunOf(executionArn);
    const page = await zone.send(new ListExecutionsCommand({ mapRunArn, maxResults: 2 }));
    const rest = await zone.send(new ListExecutionsCommand({ mapRunArn, nextToken: page.nextToken }));
    expect([page.executions?.length, rest.executions?.length]).toEqual([2, 1]);
    const told = await centre.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(told).toMatchObject({ status: 'SUCCEEDED', itemCounts: { total: 3 } });
  });

  it('stops its other children when one fails, and fails with the threshold', async () => {
    const slow = { ...FAIL_TWO, Yes: { Type: 'Wait', Seconds: 600, End: true } };
    const executionArn = await start(await create('threshold', slow), [1, 2, 3]);
    expect(await ended(executionArn)).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
    const mapRun = await mapRunOf(executionArn);
    expect(mapRun).toMatchObject({ status: 'FAILED', itemCounts: { failed: 1, aborted: 2 } });
  });

  it('takes its children along when its execution is stopped', async () => {
    const executionArn = await start(await create('stopped', WAIT(600)), [1, 2, 3]);
    await untilRunning(executionArn, 3);
    await zone.send(new StopExecutionCommand({ executionArn }));
    await untilRunning(executionArn, 0);
    expect(await mapRunOf(executionArn)).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 3 } });
  });

  it('keeps to its concurrency, and to another one from UpdateMapRun on', async () => {
    const executionArn = await start(await create('narrow', WAIT(600), { MaxConcurrency: 1 }), [1, 2, 3, 4]);
    await untilRunning(executionArn, 1);
    const { mapRunArn } = await mapRunOf(executionArn);
    await zone.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3 }));
    await untilRunning(executionArn, 3);
    expect(await mapRunOf(executionArn)).toMatchObject({ maxConcurrency: 3, itemCounts: { pending: 1 } });
    await zone.send(new StopExecutionCommand({ executionArn }));
    await expect(zone.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 1 }))).rejects.toThrow(
      /not running/,
    );
  });

  it('refuses a Map Run that never was', async () => {
    const mapRunArn = `arn:aws:states:${ZONE}:000000000000:mapRun:none/Each:none`;
    await expect(zone.send(new DescribeMapRunCommand({ mapRunArn }))).rejects.toBeInstanceOf(
      ResourceNotFound,
    );
    await expect(zone.send(new ListExecutionsCommand({ mapRunArn }))).rejects.toBeInstanceOf(
      ResourceNotFound,
    );
  });
});

describe('the items of a distributed Map', () => {
  const reader = (Key: string, ReaderConfig: object) => ({
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'inbox', Key },
      ReaderConfig,
    },
  });

  it('are read from an object, in parts, and batched', async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => `${index},name ${index}`);
    await put('rows.csv', ['id,name', ...rows].join('\n'));
    const machine = await create(
      'rows',
      { Count: { Type: 'Pass', Parameters: { 'n.$': 'States.ArrayLength($.Items)' }, End: true } },
      {
        ...reader('rows.csv', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }),
        ItemBatcher: { MaxItemsPerBatch: 100 },
        MaxConcurrency: 3,
      },
    );
    const executionArn = await start(machine, {});
    expect(JSON.parse((await ended(executionArn)).output ?? '')).toEqual(Array(12).fill({ n: 100 }));
    expect(await mapRunOf(executionArn)).toMatchObject({
      itemCounts: { total: 1_200, succeeded: 1_200 },
      executionCounts: { total: 12, succeeded: 12 },
    });
  });

  it('are the objects under a prefix', async () => {
    await put('in/a.txt', 'a');
    await put('in/b.txt', 'bb');
    const machine = await create('listing', PASS, {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        Parameters: { Bucket: 'inbox', 'Prefix.$': '$.prefix' },
      },
      ItemSelector: { 'key.$': '$$.Map.Item.Value.Key', 'size.$': '$$.Map.Item.Value.Size' },
    });
    expect(JSON.parse((await run(machine, { prefix: 'in/' })).output ?? '')).toEqual([
      { key: 'in/a.txt', size: 1 },
      { key: 'in/b.txt', size: 2 },
    ]);
  });

  it('end at MaxItems', async () => {
    await put('lines.jsonl', '{"a":1}\n{"a":2}\n{"a":3}');
    const machine = await create('some', PASS, reader('lines.jsonl', { InputType: 'JSONL', MaxItems: 2 }));
    expect(JSON.parse((await run(machine, {})).output ?? '')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('fail the Map when they are not there, in the words of the service', async () => {
    const machine = await create('gone', PASS, reader('gone.json', { InputType: 'JSON' }));
    expect(await run(machine, {})).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining('NoSuchKey'),
    });
  });
});

describe('the results of a distributed Map', () => {
  const writer = (bucket: string, config = {}) => ({
    ResultWriter: {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: bucket, Prefix: 'out' },
      ...config,
    },
  });

  it('are written into files by status, with a manifest', async () => {
    const machine = await create('results', FAIL_TWO, { ...writer('inbox'), ToleratedFailureCount: 1 });
    const output = JSON.parse((await run(machine, [1, 2, 3])).output ?? '');
    const { Key, Bucket } = output.ResultWriterDetails;
    expect(Bucket).toBe('inbox');
    const manifest = (await written(Key)) as { ResultFiles: Record<string, { Key: string; Size: number }[]> };
    expect(manifest).toMatchObject({ DestinationBucket: 'inbox', MapRunArn: output.MapRunArn });
    const succeeded = await written(manifest.ResultFiles['SUCCEEDED']?.[0]?.Key ?? '');
    const failed = await written(manifest.ResultFiles['FAILED']?.[0]?.Key ?? '');
    expect(succeeded).toMatchObject([
      { Status: 'SUCCEEDED', Output: expect.any(String) },
      { Status: 'SUCCEEDED' },
    ]);
    expect(failed).toMatchObject([{ Status: 'FAILED', Input: '2', Error: 'Two', Cause: 'it is two' }]);
    expect(manifest.ResultFiles['PENDING']).toEqual([]);
    const mapRun = await zone.send(new DescribeMapRunCommand({ mapRunArn: output.MapRunArn }));
    expect(mapRun.executionCounts?.resultsWritten).toBe(3);
  });

  it('fail the Map when there is nowhere to write them to', async () => {
    const machine = await create('nowhere', PASS, writer('no-such-bucket'));
    expect(await run(machine, [1])).toMatchObject({ status: 'FAILED', error: 'States.ResultWriterFailed' });
  });
});

describe('a distributed Map whose node ends', () => {
  it('goes on with its children on the others, each of them once', async () => {
    await expect.poll(() => partitionsOf('two'), { timeout: 20_000 }).toBeGreaterThan(0);
    const items = Array.from({ length: 24 }, (_, index) => index);
    // Several, so that some have their own log, too, on the node that ends.
    const rows = Array.from({ length: 6 }, (_, n) => ({ n }));
    await put('moved.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'inbox', Key: 'moved.jsonl' },
      ReaderConfig: { InputType: 'JSONL' },
    };
    const reading = await create('moved-reader', WAIT(2), { ItemReader, MaxConcurrency: 2 });
    const readers = await Promise.all(Array.from({ length: 6 }, () => start(reading, {})));
    const executionArn = await start(await create('moved', WAIT(4)), items);
    await untilRunning(executionArn, 24);
    await second[Symbol.asyncDispose]();
    const done = await ended(executionArn);
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(items) });
    for (const each of readers) {
      expect(await ended(each)).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(rows) });
    }
    const mapRun = await mapRunOf(executionArn);
    expect(mapRun).toMatchObject({ status: 'SUCCEEDED', itemCounts: { succeeded: 24, total: 24 } });
    const { executions } = await zone.send(new ListExecutionsCommand({ mapRunArn: mapRun.mapRunArn }));
    expect(executions?.map(({ status }) => status)).toEqual(Array(24).fill('SUCCEEDED'));
  });
});
