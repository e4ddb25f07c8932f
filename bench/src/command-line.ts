import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { RunSettings } from './harness/report.ts';

const REPORTS = join(import.meta.dirname, '..', 'reports');

export const HELP = `Measures Edgestep's hot transition path, beside a floor in the same run.

  pnpm bench [options]
  pnpm bench parked [--executions N] [--tokens-percent P] [--per-second R]
  pnpm bench take-over [--executions N] [--rounds N]
  pnpm bench flame-graph PROFILE.cpuprofile...

  --only REGEX     only cases whose workload/case matches, and their floors (see --list)
  --compare        other systems beside it in the same run (installs them into bench/peers)
  --rounds N       rounds a case (3)
  --seconds S      seconds a round (1); the warm-up before it takes a third of that, the first one all of it
  --json FILE      where the report goes, with a Markdown piece beside it (bench/reports/latest.json)
  --cpu-prof       keep a CPU profile of each workload's process in bench/reports/profiles
  --list           print the cases and run nothing
  --help           print this

parked: a node with N (1,000,000) executions that wait, P (10) of a hundred for a token and the others for a time;
R (2,000) of them become due in a second. Its memory, and how late they go on.

take-over: a zone with two nodes and N (10,000) open executions in one partition, whose owner is killed. When the
other one answers for it, and does what became due.

flame-graph: a flame graph of each CPU profile, as SVG beside it.
`;

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly only: RegExp | undefined; readonly compare: boolean }
  | {
      readonly kind: 'run';
      readonly only: RegExp | undefined;
      /** Measures the peers, too. */
      readonly compare: boolean;
      readonly settings: RunSettings;
      readonly jsonFile: string;
      /** Where CPU profiles go; undefined when none are wanted. */
      readonly profileDir: string | undefined;
    }
  | {
      readonly kind: 'parked';
      readonly executions: number;
      readonly tokensPercent: number;
      readonly resumedPerSecond: number;
    }
  | { readonly kind: 'take-over'; readonly executions: number; readonly rounds: number }
  | { readonly kind: 'flame-graph'; readonly profiles: readonly string[] }
  | { readonly kind: 'wrong'; readonly message: string };

/** Understands the arguments after the script's name; never throws. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  try {
    // pnpm hands on the `--` that other package managers need.
    const given = args[0] === '--' ? args.slice(1) : [...args];
    if (given[0] === 'parked') return parseParked(given.slice(1));
    if (given[0] === 'take-over') return parseTakeOver(given.slice(1));
    if (given[0] === 'flame-graph') return parseFlameGraph(given.slice(1));
    const { values } = parseArgs({ args: given, options: OPTIONS });
    if (values.help) return { kind: 'help' };
    const only = values.only === undefined ? undefined : new RegExp(values.only);
    if (values.list) return { kind: 'list', only, compare: values.compare };
    return {
      kind: 'run',
      only,
      compare: values.compare,
      settings: {
        rounds: number('rounds', values.rounds, { min: 1, max: 1_000, whole: true }),
        ...seconds(values.seconds),
      },
      jsonFile: values.json,
      profileDir: values['cpu-prof'] ? join(REPORTS, 'profiles') : undefined,
    };
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
}

const OPTIONS = {
  only: { type: 'string' },
  compare: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '1' },
  json: { type: 'string', default: join(REPORTS, 'latest.json') },
  'cpu-prof': { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const COUNT_MAX = 100_000_000;

function parseParked(args: readonly string[]): CommandLine {
  const options = {
    executions: { type: 'string', default: '1000000' },
    'tokens-percent': { type: 'string', default: '10' },
    'per-second': { type: 'string', default: '2000' },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return { kind: 'help' };
  return {
    kind: 'parked',
    executions: number('executions', values.executions, { min: 1, max: COUNT_MAX, whole: true }),
    tokensPercent: number('tokens-percent', values['tokens-percent'], { min: 0, max: 100, whole: false }),
    resumedPerSecond: number('per-second', values['per-second'], { min: 1, max: 1_000_000, whole: true }),
  };
}

function parseTakeOver(args: readonly string[]): CommandLine {
  const options = {
    executions: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return { kind: 'help' };
  return {
    kind: 'take-over',
    executions: number('executions', values.executions, { min: 1, max: COUNT_MAX, whole: true }),
    rounds: number('rounds', values.rounds, { min: 1, max: 100, whole: true }),
  };
}

function parseFlameGraph(args: readonly string[]): CommandLine {
  const options = { help: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.help) return { kind: 'help' };
  if (positionals.length === 0) throw new Error('flame-graph takes the files of one or more CPU profiles');
  return { kind: 'flame-graph', profiles: positionals };
}

function seconds(text: string): Pick<RunSettings, 'secondsPerRound' | 'warmUpSeconds'> {
  const secondsPerRound = number('seconds', text, { min: 0.01, max: 3_600, whole: false });
  return { secondsPerRound, warmUpSeconds: Number((secondsPerRound / 3).toPrecision(2)) };
}

function number(
  option: string,
  text: string,
  { min, max, whole }: { readonly min: number; readonly max: number; readonly whole: boolean },
): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
    throw new RangeError(
      `--${option} takes a ${whole ? 'whole number' : 'number'} from ${min} to ${max}, not "${text}"`,
    );
  }
  return value;
}
