import { describe, expect, it } from 'vitest';

import { parseOptions } from './options.ts';

describe('the options of a reliability run', () => {
  it('have defaults, and a seed that is drawn', () => {
    expect(parseOptions([])).toMatchObject({ rounds: 20, faults: ['kill'], servers: 1, durability: 'fsync' });
    expect(parseOptions(['--', '--seed', '7', '--settle', '60'])).toMatchObject({
      seed: 7,
      settleMs: 60_000,
    });
    expect(parseOptions(['--help'])).toBe('help');
  });

  it('take all faults that fit the servers', () => {
    const always = ['kill', 'pause-node', 'pause-server', 'cut-hub'];
    expect(parseOptions(['--faults', 'all'])).toMatchObject({ faults: always });
    expect(parseOptions(['--faults', 'all', '--servers', '3'])).toMatchObject({
      faults: [...always, 'flip-byte'],
    });
  });

  it.each([
    ['--rounds 0', /--rounds takes a number from 1, not 0/],
    ['--servers 2', /--servers takes 1 or 3/],
    ['--faults kill,fire', /there is no fire/],
    ['--faults full-disk --servers 3', /full-disk needs --servers 1/],
    ['--faults flip-byte', /flip-byte needs --servers 3/],
    ['--durability hope', /--durability takes/],
    ['--seed x', /--seed takes a number/],
    ['--fast', /--fast/],
  ])('are refused when they make no sense: %s', (line, problem) => {
    expect(parseOptions(line.split(' '))).toMatchObject({ problem: expect.stringMatching(problem) });
  });
});
