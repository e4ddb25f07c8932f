import { describe, expect, it } from 'vitest';

import { clip, duration, table } from './table.ts';

describe('tables', () => {
  it('are as wide as their widest cells, without spaces at line ends', () => {
    expect(
      table(
        ['NAME', 'STATUS'],
        [
          ['orders', 'RUNNING'],
          ['a', ''],
        ],
      ),
    ).toBe('NAME    STATUS\norders  RUNNING\na');
  });
});

describe('clipped texts', () => {
  it('say that something is left out, on one line', () => {
    expect(clip('{\n  "a": 1\n}', 20)).toBe('{ "a": 1 }');
    expect(clip('abcdef', 4)).toBe('abc…');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [12_400, '12.4 s'],
    [185_000, '3 min 5 s'],
  ])('%i ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
