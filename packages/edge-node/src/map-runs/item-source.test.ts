import { gzipSync } from 'node:zlib';

import { ItemDataError } from '@edgestep/asl';
import type { ItemReaderSpec, JsonObject } from '@edgestep/shared';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';

import { memoryObjects } from '../../test/memory-objects.ts';
import { itemsFrom, readItems, type FoundItems } from './item-source.ts';

const GET = 'arn:aws:states:::s3:getObject';
const LIST = 'arn:aws:states:::s3:listObjectsV2';

/** The values of all items that were found. */
const valuesOf = (found: FoundItems) => [...itemsFrom(found, 0)].map(({ value }) => value);

function reader(resource: string, parameters: JsonObject, config: JsonObject = {}): ItemReaderSpec {
  return { resource, parameters: { Bucket: 'inbox', ...parameters }, config };
}

describe('the items of an object', () => {
  it('are found again by what they were found by', async () => {
    const objects = memoryObjects({ inbox: { 'a.json': '[1,2]' } });
    const spec = reader(GET, { Key: 'a.json' }, { InputType: 'JSON' });
    const found = await readItems(objects, spec, undefined);
    expect(valuesOf(found)).toEqual([1, 2]);
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
    expect(valuesOf(await readItems(objects, spec, undefined))).toEqual([1, 2]);
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
    expect(valuesOf(await readItems(objects, spec, undefined))).toEqual([
      { Bucket: 'b', Key: 'k1' },
      { Bucket: 'b', Key: 'k2' },
    ]);
  });

  it('are those of an inventory that only its ManifestType tells', async () => {
    const manifest = { fileFormat: 'CSV', fileSchema: 'Key', files: [{ key: 'one.csv' }] };
    const objects = memoryObjects({
      inbox: { 'manifest.json': JSON.stringify(manifest), 'one.csv': 'k1' },
    });
    const spec = reader(GET, { Key: 'manifest.json' }, { ManifestType: 'S3_INVENTORY' });
    expect(valuesOf(await readItems(objects, spec, undefined))).toEqual([{ Key: 'k1' }]);
  });

  it('are those of the files that Athena has unloaded', async () => {
    const objects = memoryObjects({
      inbox: { 'q-manifest.csv': 's3://data/q/1.gz\n"s3://data/q/2"\n' },
      data: { 'q/1.gz': gzipSync('{"a":1}\n{"a":2}'), 'q/2': '{"a":3}' },
    });
    const config = { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' };
    const found = await readItems(objects, reader(GET, { Key: 'q-manifest.csv' }, config), undefined);
    expect([...itemsFrom(found, 1)]).toEqual([
      { value: { a: 2 }, source: 'S3://data/q/1.gz' },
      { value: { a: 3 }, source: 'S3://data/q/2' },
    ]);
  });

  it.each([
    [reader(GET, { Key: 'a.json' }, { ManifestType: 'ATHENA_DATA', InputType: 'CSV' }), /no address/],
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
    const found = await readItems(objects, reader(LIST, { Prefix: 'in/' }), undefined);
    expect(valuesOf(found)).toMatchObject([
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
    expect(valuesOf(await readItems(objects, spec, found.source))).toEqual(valuesOf(found));
  });

  it('has the objects of a store whose clock is ahead, the second time too', async () => {
    const objects = memoryObjects({ inbox: { a: '1' } });
    objects.later();
    await objects.write('inbox', 'b', new Uint8Array());
    const found = await readItems(objects, reader(LIST, {}), undefined);
    expect(valuesOf(found)).toMatchObject([{ Key: 'a' }, { Key: 'b' }]);
    expect(valuesOf(await readItems(objects, reader(LIST, {}), found.source))).toEqual(valuesOf(found));
  });

  it('gives the items within its objects when they are to be loaded', async () => {
    const objects = memoryObjects({ inbox: { 'x.jsonl': '1\n2', 'y.jsonl': '3' } });
    const config = { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' };
    expect(valuesOf(await readItems(objects, reader(LIST, {}, config), undefined))).toEqual([1, 2, 3]);
  });
});

describe('where an item came from', () => {
  const manifest = { fileFormat: 'CSV', fileSchema: 'Bucket, Key', files: [{ key: 'rows.csv' }] };
  const inbox = {
    'in/x.json': '[1,2]',
    'in/y.json': '{"a":3}',
    'rows.csv': 'b,k\nb,l',
    'manifest.json': JSON.stringify(manifest),
  };
  /** Of all items but the first. */
  const sourcesOf = async (spec: ItemReaderSpec) => [
    ...itemsFrom(await readItems(memoryObjects({ inbox }), spec, undefined), 1),
  ];

  it('is its object', async () => {
    expect(await sourcesOf(reader(GET, { Key: 'in/x.json' }))).toEqual([
      { value: 2, source: 'S3://inbox/in/x.json' },
    ]);
  });

  it('is the bucket that was listed, or each object that was loaded', async () => {
    expect(await sourcesOf(reader(LIST, { Prefix: 'in/' }))).toMatchObject([{ source: 'S3://inbox' }]);
    const config = { InputType: 'JSON', Transformation: 'LOAD_AND_FLATTEN' };
    expect(await sourcesOf(reader(LIST, { Prefix: 'in/' }, config))).toEqual([
      { value: 2, source: 'S3://inbox/in/x.json' },
      { value: { Key: 'a', Value: 3 }, isMember: true, source: 'S3://inbox/in/y.json' },
    ]);
  });

  it('is the Parquet file that rows were read from', async () => {
    const columnData: ColumnSource[] = [{ name: 'n', data: [1], type: 'INT32' }];
    const rows = new Uint8Array(parquetWriteBuffer({ columnData }));
    const spec = reader(GET, { Key: 'rows.parquet' }, { InputType: 'PARQUET' });
    const objects = memoryObjects({ inbox: { 'rows.parquet': rows } });
    expect([...itemsFrom(await readItems(objects, spec, undefined), 0)]).toEqual([
      { value: { n: 1 }, source: 'S3://inbox/rows.parquet' },
    ]);
  });

  it('is the file that a manifest names', async () => {
    const spec = reader(GET, { Key: 'manifest.json' }, { InputType: 'MANIFEST' });
    expect(await sourcesOf(spec)).toMatchObject([{ source: 'S3://inbox/rows.csv' }]);
  });
});
