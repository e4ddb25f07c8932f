import { parseArgs } from 'node:util';

import { FAULT_KINDS, simulate, type FaultKind, type SimulationReport } from '../../src/index.ts';
import { replayCommand } from '../../src/simulation/replay-command.ts';

const HELP = `Lives through simulated zones, one for each seed, and holds each of them to every promise.

  pnpm sim [options]

  --seeds N       how many seeds (1000)
  --from S        the first one (1)
  --faults LIST   which faults may happen, by commas; all, or none (all)
                  ${FAULT_KINDS.join(', ')}
  --trace LINES   shows so many of the last lines of each seed's trace (0)
  --keep-going    goes on after a seed that broke a promise
  --help          print this
`;

interface Tally {
  seeds: number;
  steps: number;
  virtualMs: number;
  executions: number;
  records: number;
  readonly broken: number[];
  readonly faults: Map<string, number>;
}

interface Wishes {
  readonly from: number;
  readonly seeds: number;
  readonly faults: readonly FaultKind[] | undefined;
  readonly traceLines: number;
  readonly keepGoing: boolean;
}

const PROGRESS_EVERY_MS = 1_000;
const DAY_MS = 86_400_000;

process.exitCode = await main(process.argv.slice(2));

/** Answers the exit code: 0, 1 when a promise was broken, 2 for a command line that makes no sense. */
async function main(args: readonly string[]): Promise<number> {
  const wishes = readWishes(args);
  if (wishes === undefined) {
    const isAsked = args.includes('--help');
    (isAsked ? process.stdout : process.stderr).write(HELP);
    return isAsked ? 0 : 2;
  }
  const startedAt = performance.now();
  const tally = await runAll(wishes, startedAt);
  process.stdout.write(summaryOf(tally, performance.now() - startedAt));
  return tally.broken.length > 0 ? 1 : 0;
}

function readWishes(args: readonly string[]): Wishes | undefined {
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : [...args],
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      faults: { type: 'string', default: 'all' },
      trace: { type: 'string', default: '0' },
      'keep-going': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [from, seeds, traceLines] = [values.from, values.seeds, values.trace].map(Number);
  const faults = faultsOf(values.faults);
  if (values.help || faults === 'unknown') return undefined;
  if (!isCount(from, 0) || !isCount(seeds, 1) || !isCount(traceLines, 0)) return undefined;
  return { from, seeds, traceLines, faults, keepGoing: values['keep-going'] };
}

function isCount(value: number | undefined, min: number): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= min;
}

function faultsOf(list: string): readonly FaultKind[] | undefined | 'unknown' {
  if (list === 'all') return undefined;
  if (list === 'none') return [];
  const names = list.split(',');
  const kinds = FAULT_KINDS.filter((kind) => names.includes(kind));
  return kinds.length === names.length ? kinds : 'unknown';
}

async function runAll(wishes: Wishes, startedAt: number): Promise<Tally> {
  const tally: Tally = {
    seeds: 0,
    steps: 0,
    virtualMs: 0,
    executions: 0,
    records: 0,
    broken: [],
    faults: new Map(),
  };
  let shownAt = startedAt;
  for (let seed = wishes.from; seed < wishes.from + wishes.seeds; seed += 1) {
    const faults = wishes.faults === undefined ? {} : { faults: wishes.faults };
    const report = await simulate({ seed, traceLinesMax: wishes.traceLines, ...faults });
    count(tally, report);
    if (wishes.traceLines > 0) process.stdout.write(`${report.traceLines.join('\n')}\n`);
    if (report.violations.length > 0) {
      process.stdout.write(accusationOf(report, wishes));
      if (!wishes.keepGoing) return tally;
    }
    if (performance.now() - shownAt < PROGRESS_EVERY_MS) continue;
    shownAt = performance.now();
    process.stderr.write(`\r${tally.seeds} of ${wishes.seeds} seeds, ${tally.broken.length} broken`);
  }
  process.stderr.write('\r');
  return tally;
}

function count(tally: Tally, report: SimulationReport): void {
  tally.seeds += 1;
  tally.steps += report.steps;
  tally.virtualMs += report.virtualMs;
  tally.executions += report.executions;
  tally.records += report.records;
  if (report.violations.length > 0) tally.broken.push(report.seed);
  for (const [kind, times] of Object.entries(report.faults)) {
    tally.faults.set(kind, (tally.faults.get(kind) ?? 0) + times);
  }
}

function accusationOf({ seed, violations }: SimulationReport, { faults }: Wishes): string {
  const lines = violations.map(({ checker, message }) => `  ${checker}: ${message}\n`).join('');
  return `seed ${seed} broke a promise\n${lines}  replay: ${replayCommand(seed, faults)}\n`;
}

function summaryOf(tally: Tally, ms: number): string {
  const faults = [...tally.faults].toSorted().map(([kind, times]) => `${kind} ${times}`);
  return [
    `${tally.seeds} seeds in ${(ms / 1_000).toFixed(1)} s, ${(ms / tally.seeds).toFixed(1)} ms each`,
    `${tally.executions} executions, ${tally.records} records, ${tally.steps} steps, ${(tally.virtualMs / DAY_MS).toFixed(1)} days of virtual time`,
    `faults: ${faults.join(', ') || 'none'}`,
    tally.broken.length === 0 ? 'every promise was kept' : `BROKEN: seeds ${tally.broken.join(', ')}`,
    '',
  ].join('\n');
}
