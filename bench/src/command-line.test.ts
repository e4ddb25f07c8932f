import { describe, expect, it } from 'vitest';

import { parseCommandLine } from './command-line.ts';

describe('parseCommandLine', () => {
  it('has a default for everything', () => {
    expect(parseCommandLine([])).toEqual({
      kind: 'run',
      only: undefined,
      compare: false,
      settings: { rounds: 3, secondsPerRound: 1, warmUpSeconds: 0.33 },
      jsonFile: expect.stringMatching(/bench\/reports\/latest\.json$/),
      profileDir: undefined,
    });
  });

  it('takes what it is told', () => {
    expect(
      parseCommandLine([
        '--only',
        'chain',
        '--compare',
        '--rounds',
        '5',
        '--seconds=0.3',
        '--json',
        'a.json',
        '--cpu-prof',
      ]),
    ).toEqual({
      kind: 'run',
      only: /chain/,
      compare: true,
      settings: { rounds: 5, secondsPerRound: 0.3, warmUpSeconds: 0.1 },
      jsonFile: 'a.json',
      profileDir: expect.stringMatching(/bench\/reports\/profiles$/),
    });
  });

  it('passes over the two dashes that pnpm hands on', () => {
    expect(parseCommandLine(['--', '--list', '--only', 'a.c'])).toEqual({
      kind: 'list',
      only: /a.c/,
      compare: false,
    });
  });

  it('knows the two runs that are no workloads', () => {
    expect(parseCommandLine(['parked'])).toEqual({
      kind: 'parked',
      executions: 1_000_000,
      tokensPercent: 10,
      resumedPerSecond: 2_000,
    });
    expect(
      parseCommandLine(['--', 'parked', '--executions', '500', '--tokens-percent', '0', '--per-second', '9']),
    ).toEqual({ kind: 'parked', executions: 500, tokensPercent: 0, resumedPerSecond: 9 });
    expect(parseCommandLine(['take-over', '--rounds', '1'])).toEqual({
      kind: 'take-over',
      executions: 10_000,
      rounds: 1,
    });
    expect(parseCommandLine(['take-over', '--help'])).toEqual({ kind: 'help' });
  });

  it('prints help before anything else', () => {
    expect(parseCommandLine(['--rounds', 'many', '--help'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['--rounds', '0'], '--rounds takes a whole number from 1 to 1000, not "0"'],
    [['--rounds', '1.5'], 'not "1.5"'],
    [['--seconds', 'long'], '--seconds takes a number from 0.01 to 3600, not "long"'],
    [['--seconds', ''], 'not ""'],
    [['--only', '('], 'Unterminated group'],
    [['--sometimes'], "Unknown option '--sometimes'"],
    [['chain'], 'chain'],
    [['flame-graph'], 'flame-graph takes the files'],
    [['parked', '--executions', '0'], '--executions takes a whole number'],
    [['parked', '--rounds', '3'], "Unknown option '--rounds'"],
    [['take-over', '--rounds', 'few'], '--rounds takes a whole number'],
  ])('says what is wrong with %j', (args, message) => {
    expect(parseCommandLine(args)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });
});
