import { parseArgs } from 'node:util';

import { runTarget } from './run-target.ts';
import { FUZZ_TARGETS } from './targets/fuzz-targets.ts';

const HELP = `Throws random inputs at the language and looks for one that breaks a promise.

  pnpm fuzz [options]

  --target NAME   ${Object.keys(FUZZ_TARGETS).join(', ')}, or all (all)
  --runs N        inputs for each target (100000)
  --seed S        an integer; the same seed gives the same inputs (random, printed)
  --path P        with --seed and --target: replays the one run that a failure printed
  --help          print this
`;

process.exitCode = await main(process.argv.slice(2));

/** Answers the exit code: 0, 1 when a promise was broken, 2 for a command line that makes no sense. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : [...args],
    options: {
      target: { type: 'string', default: 'all' },
      runs: { type: 'string', default: '100000' },
      seed: { type: 'string' },
      path: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const runs = Number(values.runs);
  const seed = values.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(values.seed);
  const names = values.target === 'all' ? Object.keys(FUZZ_TARGETS) : [values.target];
  const isSound = Number.isInteger(runs) && runs > 0 && Number.isInteger(seed);
  if (values.help || !isSound || names.some((name) => !(name in FUZZ_TARGETS))) {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 2;
  }
  let broken = 0;
  for (const name of names) broken += await fuzz(name, runs, seed, values.path);
  return broken > 0 ? 1 : 0;
}

async function fuzz(name: string, runs: number, seed: number, path: string | undefined): Promise<number> {
  const target = FUZZ_TARGETS[name];
  if (target === undefined) return 1;
  process.stdout.write(`${name}: ${target.property}\n  seed ${seed}\n`);
  const startedAt = performance.now();
  const report = await runTarget(target, {
    runs,
    seed,
    ...(path === undefined ? {} : { path }),
    onProgress: (done) => process.stderr.write(`\r  ${done} of ${runs} runs`),
  });
  process.stderr.write('\r');
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(
    `  ${report.runs} runs in ${seconds} s, the slowest ${report.slowestMs.toFixed(1)} ms: ${report.failure === undefined ? 'held' : 'BROKEN'}\n`,
  );
  if (report.failure === undefined) return 0;
  const { input, message } = report.failure;
  process.stdout.write(
    `\n  the smallest input found:\n    ${input}\n\n  ${message}\n\n  again: pnpm fuzz --target ${name} --seed ${seed} --path ${report.failure.path}\n`,
  );
  return 1;
}
