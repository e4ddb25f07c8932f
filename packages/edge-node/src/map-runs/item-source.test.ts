import { gzipSync } from 'node:zlib';

import { ItemDataError } from '@edgestep/asl';
import type { ItemReaderSpec, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { memoryObjects } from '../../test/memory-objects.ts';
import { readItems } from './item-source.ts';

const GET = 'arn:aws:states:::s3:getObject';
const LIST = 'arn:aws:states:::s3:listObjectsV2';

function reader(resource: string, parameters: JsonObject, config: JsonObject = {}): ItemReaderSpec {
  return { resource, parameters: { Bucket: 'inbox', ...parameters }, config };
}

describe('the items of an object', () => {
  it('are found again by what they were found by', async () => {
    const objects = memoryObjects({ inbox: { 'a.json': '[1,2]' } });
    const spec = reader(GET, { Key: 'a.json' }, { InputType: 'JSON' });
    const found = await readItems(objects, spec, undefined);
    expect(found.items).toEqual([1, 2]);
    expect(await readItems(objects, spec, found.source)).toEqual(found);
  });

  it('are refused when the object has changed in between', async () => {
    const objects = memoryObjects({ inbox: { 'a.json': '[1,2]' } });
    const spec = reader(GET, { Key: 'a.json' }, { InputType: 'JSON' });
    const { source } = await readItems(objects, spec, undefined);
    await objects.write('inbox', 'a.json', new TextEncoder().encode('[3]'));
    await expect(readItems(objects, spec, source)).rejects.toThrow(/has changed/);
  });

  it('end at MaxItems', async () => {
    const objects = memoryObjects({ inbox: { 'a.json': '[1,2,3]' } });
    const spec = { ...reader(GET, { Key: 'a.json' }, { InputType: 'JSON' }), maxItems: 2 };
    expect((await readItems(objects, spec, undefined)).items).toEqual([1, 2]);
  });

  it('are those of an inventory, packed or not', async () => {
    const manifest = {
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key',
      files: [{ key: 'one.csv' }, { key: 'two.csv.gz' }],
    };
    const objects = memoryObjects({
      inbox: {
        'manifest.json': JSON.stringify(manifest),
        'one.csv': '"b","k1"\n',
        'two.csv.gz': gzipSync('"b","k2"\n'),
      },
    });
    const spec = reader(GET, { Key: 'manifest.json' }, { InputType: 'MANIFEST' });
    expect((await readItems(objects, spec, undefined)).items).toEqual([
      { Bucket: 'b', Key: 'k1' },
      { Bucket: 'b', Key: 'k2' },
    ]);
  });

  it.each([
    [reader(GET, { Key: 'none' }), /NoSuchKey/],
    [reader(GET, { Bucket: 'none', Key: 'a.json' }), /NoSuchBucket/],
    [reader(GET, { Key: 7 }), /Key/],
    [reader(GET, { Key: 'a.json', VersionId: 'v1' }), /VersionId/],
    [reader(GET, { Key: 'broken.gz' }), /unpacked/],
    [reader(GET, { Key: 'a.json' }, { InputType: 'MANIFEST' }), /manifest/],
    [reader('arn:aws:states:::s3:headObject', { Key: 'a.json' }), /headObject/],
  ])('are refused with a cause: %j', async (spec, cause) => {
    const objects = memoryObjects({ inbox: { 'a.json': '[1]', 'broken.gz': 'no gzip' } });
    const reading = readItems(objects, spec, undefined);
    await expect(reading).rejects.toThrow(cause);
    await expect(reading).rejects.toBeInstanceOf(ItemDataError);
  });
});

describe('a listing', () => {
  it('has the objects under the prefix, in the order of their keys', async () => {
    const objects = memoryObjects({ inbox: { 'in/b': 'bb', 'in/a': 'a', 'out/c': 'c' } });
    const { items } = await readItems(objects, reader(LIST, { Prefix: 'in/' }), undefined);
    expect(items).toMatchObject([
      { Key: 'in/a', Size: 1, StorageClass: 'STANDARD', LastModified: expect.any(Number) },
      { Key: 'in/b', Size: 2 },
    ]);
  });

  it('made again leaves out what was written since', async () => {
    const objects = memoryObjects({ inbox: { a: '1' } });
    const spec = reader(LIST, {});
    const found = await readItems(objects, spec, undefined);
    objects.later();
    await objects.write('inbox', 'aa', new Uint8Array());
    expect((await readItems(objects, spec, found.source)).items).toEqual(found.items);
  });

  it('has the objects of a store whose clock is ahead, the second time too', async () => {
    const objects = memoryObjects({ inbox: { a: '1' } });
    objects.later();
    await objects.write('inbox', 'b', new Uint8Array());
    const found = await readItems(objects, reader(LIST, {}), undefined);
    expect(found.items).toMatchObject([{ Key: 'a' }, { Key: 'b' }]);
    expect((await readItems(objects, reader(LIST, {}), found.source)).items).toEqual(found.items);
  });

  it('gives the items within its objects when they are to be loaded', async () => {
    const objects = memoryObjects({ inbox: { 'x.jsonl': '1\n2', 'y.jsonl': '3' } });
    const config = { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' };
    expect((await readItems(objects, reader(LIST, {}, config), undefined)).items).toEqual([1, 2, 3]);
  });
});
