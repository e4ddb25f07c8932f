import { freePorts, startAzurite, type Azurite } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BlobObjects } from './blob-objects-azure.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

let azurite: Azurite;
let objects: BlobObjects;

beforeAll(async () => {
  azurite = await startAzurite();
  objects = new BlobObjects(azurite);
  await objects.makeBucket('inbox');
});

afterAll(async () => {
  await azurite[Symbol.asyncDispose]();
});

describe('containers of Azure Blob Storage', () => {
  it('keep objects, list them by their keys, and overwrite them', async () => {
    await objects.makeBucket('inbox');
    const first = await objects.write('inbox', 'in/b ü#?%.json', bytes('one'));
    await objects.write('inbox', 'in/a', bytes(''));
    await objects.write('inbox', 'out/c', bytes('c'));
    expect(await objects.list('inbox', 'in/')).toMatchObject([
      { key: 'in/a', sizeBytes: 0 },
      { key: 'in/b ü#?%.json', sizeBytes: 3 },
    ]);
    expect(await objects.find('inbox', 'in/b ü#?%.json')).toEqual(first);
    expect(await objects.list('inbox', 'in/b')).toEqual([first]);
    expect(await objects.read('inbox', 'in/a')).toEqual(bytes(''));
    expect(await objects.write('inbox', 'in/b ü#?%.json', bytes('two'))).not.toEqual(first);
    expect(await objects.read('inbox', 'in/b ü#?%.json')).toEqual(bytes('two'));
  });

  it('take an object in blocks when it is larger than one, and give it back whole', async () => {
    const content = new Uint8Array(20_000_000).map((_, index) => index % 251);
    const written = await objects.write('inbox', 'large', content);
    expect(await objects.find('inbox', 'large')).toEqual(written);
    const read = await objects.read('inbox', 'large');
    expect('kind' in read ? read : Buffer.compare(read, content)).toBe(0);
  });

  it('list more objects than a page holds', async () => {
    await objects.makeBucket('many');
    const keys = Array.from({ length: 8 }, (_, index) => `k${index}`);
    for (const key of keys) await objects.write('many', key, bytes(''));
    const listed = await new BlobObjects(azurite, { pageObjectsMax: 3 }).list('many', '');
    expect('kind' in listed ? listed : listed.map(({ key }) => key)).toEqual(keys);
  });

  it('answer for what is not there', async () => {
    await objects.makeBucket('empty');
    expect(await objects.list('empty', '')).toEqual([]);
    expect(await objects.find('empty', 'a')).toEqual({ kind: 'no-key' });
    expect(await objects.read('empty', 'a')).toEqual({ kind: 'no-key' });
    for (const bucket of ['none', 'no.name', '', 'Capitals', 'a b', '../inbox', 'in', 'two--hyphens']) {
      expect(await objects.find(bucket, 'a')).toEqual({ kind: 'no-bucket' });
      expect(await objects.read(bucket, 'a')).toEqual({ kind: 'no-bucket' });
      expect(await objects.list(bucket, '')).toEqual({ kind: 'no-bucket' });
      expect(await objects.write(bucket, 'a', bytes(''))).toEqual({ kind: 'no-bucket' });
    }
  });

  it('say that a wrong key is refused, and quote nothing of it', async () => {
    const wrongKey = Buffer.from('another key').toString('base64');
    const connectionString = azurite.connectionString.replace(/AccountKey=[^;]*/, `AccountKey=${wrongKey}`);
    expect(await new BlobObjects({ connectionString }).read('inbox', 'a')).toEqual({
      kind: 'refused',
      cause:
        'Azure Blob Storage: it refused the request (Status Code: 403; Error Code: AuthorizationFailure).',
    });
  });
});

describe('blob storage that is out of reach', () => {
  it('is given up after the tries of the SDK', async () => {
    const [port = 0] = await freePorts(1);
    const away = new BlobObjects({
      connectionString: azurite.connectionString.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`),
    });
    const cause = expect.stringMatching(/^Azure Blob Storage: it did not answer \(.+\)\.$/) as string;
    const answers = await Promise.all([
      away.find('inbox', 'a'),
      away.read('inbox', 'a'),
      away.list('inbox', ''),
      away.write('inbox', 'a', bytes('')),
    ]);
    expect(answers).toEqual(Array(4).fill({ kind: 'refused', cause }));
  });
});
