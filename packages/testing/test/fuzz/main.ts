import { parseArgs } from 'node:util';

import type { FuzzReport } from './run-target.ts';
import { FUZZ_TARGETS } from './targets/fuzz-targets.ts';
import { watchedRun } from './watched-run.ts';

const HELP = `Throws random inputs at the language and looks for one that breaks a promise.

  pnpm fuzz [options]

  --target NAME   ${Object.keys(FUZZ_TARGETS).join(', ')}, or all (all)
  --runs N        inputs for each target (100000)
  --seed S        an integer; the same seed gives the same inputs (random, printed)
  --path P        with --seed and --target: replays the one run that a failure printed
  --help          print this

Ends with 0 when every promise held, 1 when one was broken, 2 for a command line that makes no sense.
`;
/** Far above what any run takes on a busy machine: a run has a bound on its computing besides. */
const HANG_AFTER_MS = 180_000;

interface Plan {
  readonly names: readonly string[];
  readonly runs: number;
  readonly seed: number;
  readonly path: string | undefined;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const plan = planOf(args[0] === '--' ? args.slice(1) : args);
  if (plan === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (typeof plan === 'string') {
    process.stderr.write(`${plan}\n\n${HELP}`);
    return 2;
  }
  let broken = 0;
  for (const name of plan.names) if (!(await fuzz(name, plan))) broken += 1;
  return broken > 0 ? 1 : 0;
}

/** What is asked for; a text says what is wrong with the command line. */
function planOf(args: readonly string[]): Plan | string {
  const { values } = readArgs(args);
  if (values === undefined) return 'There is no such option.';
  if (values.help === true) return 'help';
  const { target = 'all', runs = '100000', seed, path } = values;
  const names = target === 'all' ? Object.keys(FUZZ_TARGETS) : [target];
  if (names.some((name) => !Object.hasOwn(FUZZ_TARGETS, name))) return `There is no target ${target}.`;
  if (!/^[1-9]\d{0,8}$/.test(runs)) return `--runs takes a number from 1, not ${runs}.`;
  if (seed !== undefined && !/^-?\d{1,10}$/.test(seed)) return `--seed takes an integer, not ${seed}.`;
  if (path !== undefined && (seed === undefined || names.length > 1 || !/^\d+(:\d+)*$/.test(path))) {
    return '--path goes with --seed and --target, and is what a failure printed.';
  }
  const chosen = seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(seed);
  return { names, runs: Number(runs), seed: chosen, path };
}

function readArgs(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { target: text, runs: text, seed: text, path: text, help: { type: 'boolean' } },
    });
  } catch {
    return { values: undefined };
  }
}

/** True when the promise held. */
async function fuzz(name: string, { runs, seed, path }: Plan): Promise<boolean> {
  process.stdout.write(`${name}: ${FUZZ_TARGETS[name]?.property}\n  seed ${seed}\n`);
  const startedAt = performance.now();
  const isTerminal = process.stderr.isTTY;
  const report = await watchedRun({
    target: name,
    runs,
    seed,
    ...(path === undefined ? {} : { path }),
    hangAfterMs: HANG_AFTER_MS,
    onProgress: (run) => isTerminal && process.stderr.write(`\r  ${run} of ${runs} runs `),
  });
  if (isTerminal) process.stderr.write('\r\x1b[K');
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${summary(report, seconds)}\n${failureWords(name, seed, report)}`);
  return report.failure === undefined;
}

function summary({ runs, slowestMs, outcomes, failure }: FuzzReport, seconds: string): string {
  const seen = Object.entries(outcomes).toSorted(([, left], [, right]) => right - left);
  const words = seen.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  const held = failure === undefined ? 'held' : 'BROKEN';
  return `  ${runs} runs in ${seconds} s, the slowest ${slowestMs.toFixed(1)} ms: ${held}\n  ${words}`;
}

function failureWords(name: string, seed: number, { failure }: FuzzReport): string {
  if (failure === undefined) return '';
  const { input, message, path } = failure;
  const again = `pnpm fuzz --target ${name} --seed ${seed} --path ${path}`;
  return `\n  the smallest input found:\n    ${input}\n\n  ${message}\n\n  again: ${again}\n`;
}
