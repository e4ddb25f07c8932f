import { replayCommand } from '../../src/simulation/replay-command.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { SimulationReport } from '../../src/simulation/simulation-options.ts';
import { HELP, readWishes, type Wishes } from './options.ts';
import { Tally } from './tally.ts';

const PROGRESS_EVERY_MS = 1_000;
/** So many of a seed's violations are printed. */
const SHOWN_MAX = 5;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const wishes = readWishes(args);
  if (wishes === undefined) {
    const isAsked = args.includes('--help');
    (isAsked ? process.stdout : process.stderr).write(HELP);
    return isAsked ? 0 : 2;
  }
  const startedAt = performance.now();
  const tally = await runAll(wishes, startedAt);
  process.stdout.write(tally.summary(performance.now() - startedAt));
  return tally.broken.length > 0 ? 1 : 0;
}

/** Ends after a seed that broke a promise, unless it is asked to go on. */
async function runAll(wishes: Wishes, startedAt: number): Promise<Tally> {
  const { from, seeds, traceLines, keepGoing, faults } = wishes;
  const tally = new Tally();
  let shownAt = startedAt;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const allowed = faults === undefined ? {} : { faults };
    const report = await simulate({ seed, traceLinesMax: traceLines, ...allowed });
    tally.add(report);
    if (traceLines > 0) process.stdout.write(`${report.traceLines.join('\n')}\n`);
    if (report.violations.length > 0) {
      process.stdout.write(accusationOf(report, wishes));
      if (!keepGoing) return tally;
    }
    if (performance.now() - shownAt < PROGRESS_EVERY_MS) continue;
    shownAt = performance.now();
    process.stderr.write(`\r${tally.seeds} of ${seeds} seeds, ${tally.broken.length} broken`);
  }
  process.stderr.write('\r');
  return tally;
}

function accusationOf({ seed, violations }: SimulationReport, { faults }: Wishes): string {
  const lines = violations
    .slice(0, SHOWN_MAX)
    .map(({ checker, message }) => `  ${checker}: ${message.split('\n').slice(0, 3).join('\n')}\n`);
  const more = violations.length > SHOWN_MAX ? `  and ${violations.length - SHOWN_MAX} more\n` : '';
  const replay = `  replay: ${replayCommand(seed, faults)}\n`;
  return `seed ${seed} broke a promise\n${lines.join('')}${more}${replay}`;
}
