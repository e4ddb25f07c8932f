import { replayCommand } from '../../src/simulation/replay-command.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { SimulationReport } from '../../src/simulation/simulation-options.ts';
import { HELP, readWishes, type Wishes } from './options.ts';
import { Progress } from './progress.ts';
import { Tally } from './tally.ts';

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
  const tally = await runAll(wishes);
  process.stdout.write(tally.summary(performance.now() - startedAt));
  return tally.broken.length > 0 || tally.seeds < wishes.seeds ? 1 : 0;
}

/**
 * Ends after a seed that broke a promise, unless it is asked to go on; and after the seed that it is at when it is
 * interrupted.
 */
async function runAll(wishes: Wishes): Promise<Tally> {
  const { from, seeds, traceLines, keepGoing, faults } = wishes;
  const tally = new Tally();
  const progress = new Progress(process.stderr, seeds, () => performance.now());
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  for (let seed = from; seed < from + seeds && !isInterrupted; seed += 1) {
    const allowed = faults === undefined ? {} : { faults };
    const report = await simulate({ seed, traceLinesMax: traceLines, ...allowed });
    tally.add(report);
    if (traceLines > 0) process.stdout.write(`${report.traceLines.join('\n')}\n`);
    if (report.violations.length > 0) {
      process.stdout.write(accusationOf(report, wishes));
      if (!keepGoing) break;
    }
    progress.show(tally);
  }
  progress.end();
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
