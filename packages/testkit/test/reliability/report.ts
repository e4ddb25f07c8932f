import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

import type { ExecutionCheck } from './checks/check-executions.ts';
import type { LogCheck } from './checks/check-logs.ts';
import type { ClientRecord, ClientView, Violation } from './client-view.ts';
import type { TokenAnswer } from './load/answer-tokens.ts';
import type { ReliabilityOptions } from './options.ts';
import type { Round } from './run-rounds.ts';
import type { LedgerLine } from './workers/ledger.ts';

/** What a run came to. */
export interface ReliabilityReport {
  readonly options: ReliabilityOptions;
  readonly commit: string;
  readonly machine: string;
  readonly dataDir: string;
  readonly figures: Readonly<Record<string, number | string>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly rounds: readonly Round[];
  readonly violations: readonly Violation[];
  /** What clients did with the executions that something is wrong with. */
  readonly suspects: readonly ClientRecord[];
}

interface ReportParts {
  readonly options: ReliabilityOptions;
  readonly view: ClientView;
  readonly rounds: readonly Round[];
  readonly loadMs: number;
  readonly settledMs: number;
  readonly executions: ExecutionCheck;
  readonly logs: LogCheck;
  readonly comparedAtHub: number;
  readonly runs: ReadonlyMap<string, readonly LedgerLine[]>;
  readonly answers: ReadonlyMap<string, readonly TokenAnswer[]>;
  readonly dataDir: string;
}

export function reportOf(parts: ReportParts): ReliabilityReport {
  const { options, view, rounds, dataDir } = parts;
  const suspected = new Set(view.violations.map(({ executionArn }) => executionArn));
  const faults: Record<string, number> = {};
  for (const { what } of rounds) {
    const kind = what.replace(/ for \d+ ms$/, '').replace(/, at byte .*$/, '');
    faults[kind] = (faults[kind] ?? 0) + 1;
  }
  return {
    options,
    commit: commit(),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    dataDir,
    figures: figuresOf(parts),
    faults,
    rounds,
    violations: view.violations,
    suspects: [...view.records.values()].filter(({ executionArn }) => suspected.has(executionArn)),
  };
}

function figuresOf({ view, rounds, runs, answers, ...parts }: ReportParts): Record<string, number | string> {
  const records = [...view.records.values()];
  const attempts = records.flatMap((record) => record.attempts);
  const given = [...answers.values()].flat();
  const times = (outcome: string, list: readonly string[]) => list.filter((each) => each === outcome).length;
  const ended = (status: string) => records.filter(({ end }) => end?.status === status).length;
  const gaps = rounds.map(({ gapMs }) => gapMs).toSorted((one, other) => one - other);
  const percentile = (share: number) => gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))] ?? 0;
  const tokens = given.map(({ outcome }) => outcome);
  return {
    rounds: rounds.length,
    'time under load, s': Math.round(parts.loadMs / 1_000),
    'executions that clients started': records.length,
    'starts acknowledged / refused / without answer': `${times('acknowledged', attempts)} / ${times('refused', attempts)} / ${times('unknown', attempts)}`,
    'executions acknowledged': records.filter(({ acknowledgedAt }) => acknowledgedAt !== undefined).length,
    'never acknowledged, and there all the same': records.filter(
      ({ acknowledgedAt, foundAt }) => acknowledgedAt === undefined && foundAt !== undefined,
    ).length,
    'never acknowledged, and not there': records.filter(({ foundAt }) => foundAt === undefined).length,
    'ended as succeeded / aborted / failed': `${ended('SUCCEEDED')} / ${ended('ABORTED')} / ${ended('FAILED')}`,
    'histories checked': parts.executions.histories,
    'history events': parts.executions.events,
    'task outcomes compared with the runs of workers': parts.executions.outcomes,
    'tasks worked on once / more than once': `${[...runs.values()].filter((each) => each.length === 1).length} / ${[...runs.values()].filter((each) => each.length > 1).length}`,
    'answers to task tokens acknowledged / refused / without answer': `${times('acknowledged', tokens)} / ${times('refused', tokens)} / ${times('unknown', tokens)}`,
    'records of the logs, checksums and chain verified': parts.logs.records,
    'events in the logs': parts.logs.events,
    'compared at the control plane': parts.comparedAtHub,
    'longest time without an acknowledged start, p50 / p90 / max, ms': `${percentile(0.5)} / ${percentile(0.9)} / ${gaps.at(-1) ?? 0}`,
    'until everything had ended, ms': parts.settledMs,
    'until the hub had everything, ms': parts.logs.hubBehindMs ?? 'never',
    violations: view.violations.length,
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** The report for people. */
export function reportText(report: ReliabilityReport): string {
  const rows = [
    ...Object.entries(report.figures),
    ...Object.entries(report.faults).map(([what, count]) => [`  ${what}`, count] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  lines.push('', `seed ${report.options.seed}, commit ${report.commit}, ${report.machine}`);
  for (const { rule, what, executionArn } of report.violations) {
    lines.push(`VIOLATED: ${rule}: ${what}${executionArn === undefined ? '' : ` (${executionArn})`}`);
  }
  if (report.violations.length > 0) lines.push(`everything is kept in ${report.dataDir}`);
  return `${lines.join('\n')}\n`;
}
