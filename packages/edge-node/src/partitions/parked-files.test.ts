import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ParkedFiles } from './parked-files.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parked-files-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the files of waiting executions', () => {
  it('begin empty, whatever a crash has left', () => {
    mkdirSync(join(dir, 'parked'));
    writeFileSync(join(dir, 'parked', '07.sqlite'), 'of a partition that another node has now');
    writeFileSync(join(dir, 'projections.sqlite'), 'stays');
    new ParkedFiles(dir);
    expect(readdirSync(dir).toSorted()).toEqual(['parked', 'projections.sqlite']);
    expect(readdirSync(join(dir, 'parked'))).toEqual([]);
  });

  it('are there while their partitions are', () => {
    const files = new ParkedFiles(dir);
    const first = files.open(3);
    const second = files.open(12);
    first.put(1, new Uint8Array([1]));
    expect(() => second.get(1)).toThrow('Nothing is parked');
    expect(readdirSync(join(dir, 'parked'))).toEqual(['03.sqlite', '12.sqlite']);
    first[Symbol.dispose]();
    second[Symbol.dispose]();
    expect(readdirSync(join(dir, 'parked'))).toEqual([]);
  });
});
