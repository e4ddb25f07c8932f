import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { BlobObjects } from '@edgestep/object-storage';
import { startAzurite, startPieces, type Azurite, type Pieces } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ZONE = 'dallas';
const roleArn = 'arn:aws:iam::000000000000:role/any';

let azurite: Azurite;
let pieces: Pieces;
let centre: SFNClient;
let zone: SFNClient;
let blobs: BlobObjects;

beforeAll(async () => {
  azurite = await startAzurite();
  blobs = new BlobObjects(azurite);
  await blobs.makeBucket('orders');
  pieces = await startPieces({ zones: [ZONE], blobConnectionString: azurite.connectionString });
  centre = clientOf((await pieces.startControlPlane()).url);
  zone = clientOf((await pieces.startNode(ZONE)).url);
}, 60_000);

afterAll(async () => {
  await pieces[Symbol.asyncDispose]();
  await azurite[Symbol.asyncDispose]();
});

function clientOf(endpoint: string): SFNClient {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  return new SFNClient({ endpoint, region: ZONE, credentials });
}

/** Runs a distributed Map whose children give back their input, and answers what became of it. */
async function runMap(name: string, map: object, input: unknown = {}) {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Give',
    States: { Give: { Type: 'Pass', End: true } },
  };
  const States = { Each: { Type: 'Map', Label: 'Each', ItemProcessor, End: true, ...map } };
  const definition = JSON.stringify({ StartAt: 'Each', States });
  const created = await centre.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const stateMachineArn = (created.stateMachineArn ?? '').replace(':hub:', `:${ZONE}:`);
  const status = () =>
    zone.send(new DescribeStateMachineCommand({ stateMachineArn })).then((machine) => machine.status, String);
  await expect.poll(status, { timeout: 10_000 }).toBe('ACTIVE');
  const { executionArn } = await zone.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  const describeIt = () => zone.send(new DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describeIt()).status, { timeout: 30_000 }).not.toBe('RUNNING');
  return describeIt();
}

const put = (key: string, text: string) => blobs.write('orders', key, new TextEncoder().encode(text));

async function written(key: string): Promise<unknown> {
  const content = await blobs.read('orders', key);
  return 'kind' in content ? content : JSON.parse(new TextDecoder().decode(content));
}

const object = (Bucket: string, Key: string, InputType: string) => ({
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    Parameters: { Bucket, Key },
    ReaderConfig: { InputType, ...(InputType === 'CSV' ? { CSVHeaderLocation: 'FIRST_ROW' } : {}) },
  },
});
const writer = (Bucket: string) => ({
  ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket, Prefix: 'out' } },
});

describe('a distributed Map over a container of blob storage', () => {
  it('reads the rows of a CSV and writes its results beside it', async () => {
    await put('rows.csv', 'id,name\n1,one\n2,two\n');
    const ended = await runMap('rows', { ...object('orders', 'rows.csv', 'CSV'), ...writer('orders') });
    expect(ended.status).toBe('SUCCEEDED');
    const { Bucket, Key } = JSON.parse(ended.output ?? '').ResultWriterDetails;
    expect(Bucket).toBe('orders');
    const manifest = (await written(Key)) as { ResultFiles: { SUCCEEDED: { Key: string }[] } };
    const results = (await written(manifest.ResultFiles.SUCCEEDED[0]?.Key ?? '')) as { Output: string }[];
    const outputs = results.map(({ Output }) => JSON.parse(Output) as unknown);
    expect(outputs).toHaveLength(2);
    expect(outputs).toEqual(
      expect.arrayContaining([
        { id: '1', name: 'one' },
        { id: '2', name: 'two' },
      ]),
    );
  });

  it('lists the objects under a prefix', async () => {
    await put('in/a.json', '{"n":1}');
    await put('in/b.json', '{"n":22}');
    const ended = await runMap('listing', {
      ItemReader: {
        Resource: 'arn:aws:states:::s3:listObjectsV2',
        Parameters: { Bucket: 'orders', Prefix: 'in/' },
      },
      ItemSelector: { 'key.$': '$$.Map.Item.Value.Key', 'size.$': '$$.Map.Item.Value.Size' },
    });
    expect(JSON.parse(ended.output ?? '')).toEqual([
      { key: 'in/a.json', size: 7 },
      { key: 'in/b.json', size: 8 },
    ]);
  });

  it('fails when there is no such container or blob, in the words of the service', async () => {
    const error = 'States.ItemReaderFailed';
    expect(await runMap('no-container', object('none', 'rows.csv', 'CSV'))).toMatchObject({
      error,
      cause: expect.stringContaining('NoSuchBucket'),
    });
    expect(await runMap('no-blob', object('orders', 'gone.json', 'JSON'))).toMatchObject({
      error,
      cause: expect.stringContaining('NoSuchKey'),
    });
    expect(await runMap('nowhere', writer('none'), [1])).toMatchObject({
      error: 'States.ResultWriterFailed',
      cause: expect.stringContaining('NoSuchBucket'),
    });
  });
});

describe('a distributed Map whose blob storage is away', () => {
  it('fails after the tries, where it reads and where it writes', async () => {
    await azurite.end();
    const cause = expect.stringContaining('Azure Blob Storage: it did not answer') as string;
    const [reading, writing] = await Promise.all([
      runMap('away-reader', object('orders', 'rows.csv', 'CSV')),
      runMap('away-writer', writer('orders'), [1]),
    ]);
    expect(reading).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed', cause });
    expect(writing).toMatchObject({ status: 'FAILED', error: 'States.ResultWriterFailed', cause });
  });
});
