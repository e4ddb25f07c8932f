import { gzipSync, zstdCompressSync } from 'node:zlib';

import { ItemDataError } from '@edgestep/asl';
import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';

import { decodeParquet } from './decode-parquet.ts';
import { readParquet } from './read-parquet.ts';

const columnData: ColumnSource[] = [
  { name: 'id', data: [1, 2], type: 'INT32' },
  { name: 'name', data: ['one', 'zwölf'], type: 'STRING' },
];

const ROWS = [
  { id: 1, name: 'one' },
  { id: 2, name: 'zwölf' },
];

describe('the rows of a Parquet file', () => {
  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD'] as const)('are objects, packed by %s', async (codec) => {
    const compressors = {
      GZIP: (page: Uint8Array) => gzipSync(page),
      ZSTD: (page: Uint8Array) => zstdCompressSync(page),
    };
    expect(await decodeParquet(parquetWriteBuffer({ columnData, codec, compressors }))).toEqual(ROWS);
  });

  it('are JSON, whatever their columns hold', async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'small', data: [7n], type: 'INT64' },
        { name: 'large', data: [9_007_199_254_740_993n], type: 'INT64' },
        { name: 'none', data: [null], type: 'STRING' },
        { name: 'real', data: [Number.NaN], type: 'DOUBLE' },
        { name: 'at', data: [new Date(0)], type: 'TIMESTAMP' },
        { name: 'json', data: [{ a: [true] }], type: 'JSON' },
      ],
    });
    expect(await decodeParquet(file)).toEqual([
      {
        small: 7,
        large: '9007199254740993',
        none: null,
        real: null,
        at: '1970-01-01T00:00:00.000Z',
        json: { a: [true] },
      },
    ]);
  });
});

describe('a Parquet file', () => {
  it('is decoded by a process of its own', async () => {
    expect(await readParquet(new Uint8Array(parquetWriteBuffer({ columnData })))).toEqual({ items: ROWS });
  });

  it.each([
    ['empty', new Uint8Array()],
    ['something else', new TextEncoder().encode('[1,2,3] and more')],
    ['cut', new Uint8Array(parquetWriteBuffer({ columnData })).subarray(8)],
  ])('is refused when it is %s', async (_, file) => {
    const reading = readParquet(file);
    await expect(reading).rejects.toBeInstanceOf(ItemDataError);
    await expect(reading).rejects.toThrow(/not a Parquet file/);
  });

  it('that stands for more rows than there is memory takes nobody along', async () => {
    const data = ['other', ...Array.from({ length: 1_048_599 }, () => 'same')];
    const file = Buffer.from(
      parquetWriteBuffer({
        columnData: [{ name: 'a', data, type: 'STRING', nullable: false }],
        codec: 'UNCOMPRESSED',
        rowGroupSize: data.length,
        pageSize: 100_000_000,
      }),
    );
    // The length of the run of equal values, behind eight that are written one by one: now a hundred times as long.
    const run = file.indexOf(Buffer.from([0x01, 0x03, 0xfe])) + 3;
    file.set([0x80, 0x84, 0xaf, 0x5f], run);
    const limits = { heapMegabytesMax: 32, timeoutMs: 3_000 };
    await expect(readParquet(file, limits)).rejects.toThrow(/more memory/);
  });
});
