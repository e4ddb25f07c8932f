import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSqliteParkedStates } from './parked-states-sqlite.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array) => new TextDecoder().decode(found);

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parked-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe.each([
  ['a file', () => join(dir, 'parked.sqlite')],
  ['memory', () => ':memory:'],
])('states parked in %s', (_, path) => {
  it('come back as they were put, the last one of each number', () => {
    using states = openSqliteParkedStates(path());
    states.put(0, bytes('zero'));
    states.put(7, bytes('seven'));
    states.put(0, bytes('zero again 😀'));
    expect([text(states.get(0)), text(states.get(7))]).toEqual(['zero again 😀', 'seven']);
  });

  it('are gone when they were deleted, and others are not', () => {
    using states = openSqliteParkedStates(path());
    states.put(1, bytes('one'));
    states.put(2, bytes('two'));
    states.delete(1);
    states.delete(99);
    expect(() => states.get(1)).toThrow('Nothing is parked under 1');
    expect(text(states.get(2))).toBe('two');
  });

  it('may be many, and large, and are not what the caller makes of its bytes later', () => {
    using states = openSqliteParkedStates(path());
    const own = new Uint8Array(1_000_000).fill(65);
    states.put(0, own);
    own.fill(66);
    for (let id = 1; id <= 5_000; id += 1) states.put(id, bytes(`state ${id}`));
    for (let id = 1; id <= 5_000; id += 2) states.delete(id);
    expect(states.get(0).every((byte) => byte === 65)).toBe(true);
    expect(text(states.get(5_000))).toBe('state 5000');
    expect(() => states.get(4_999)).toThrow('Nothing is parked');
  });
});

describe('the file of parked states', () => {
  it('is made anew, whatever a crash left, is for its owner alone, and is deleted', () => {
    const path = join(dir, 'parked.sqlite');
    writeFileSync(path, 'what a crash left');
    const states = openSqliteParkedStates(path);
    expect(() => states.get(0)).toThrow('Nothing is parked');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    states[Symbol.dispose]();
    expect(existsSync(path)).toBe(false);
  });
});
