import type { Verdict } from '../compare/judge.ts';
import { sideBySide, type SideBySide } from '../compare/side-by-side.ts';
import { loadText } from '../harness/load.ts';
import type { BenchReport } from '../harness/report.ts';
import { systemText } from '../harness/workload.ts';
import { duration, threeDigits, times } from './quantity.ts';
import type { TextTable } from './text-table.ts';

/** Each peer's figures beside ours; undefined when there are none. */
export function peersTable({ workloads }: BenchReport): TextTable | undefined {
  const rows = sideBySide(workloads);
  if (rows.length === 0) return undefined;
  return {
    align: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    rows: [
      ['workload', 'load', 'beside', 'theirs', 'ours', '÷', 'their p50', 'our p50', '÷', 'p99 ÷'],
      ...rows.map(peerRow),
    ],
  };
}

function peerRow({ workload, unit, ours, theirs, throughput, p50, p99 }: SideBySide): readonly string[] {
  const rateOf = (perSecond: number) => `${threeDigits(perSecond)} ${unit}s/s`;
  return [
    workload,
    loadText(theirs.load),
    systemText(theirs),
    rateOf(theirs.unitsPerSecond.median),
    rateOf(ours.unitsPerSecond.median),
    throughput === undefined ? '' : times(throughput),
    duration(theirs.latency.p50Us),
    duration(ours.latency.p50Us),
    times(p50),
    times(p99),
  ];
}

/** Each target, and whether this run meets it; undefined when the run says nothing of any. */
export function targetsTable({ verdicts }: BenchReport): TextTable | undefined {
  if (verdicts.every(({ kind }) => kind === 'not measured')) return undefined;
  return {
    align: ['left', 'right', 'right', 'right', 'left'],
    rows: [['target', 'wanted', 'measured', 'rounds', ''], ...verdicts.map(verdictRow)],
  };
}

function verdictRow(verdict: Verdict): readonly string[] {
  const { what, measure, bound } = verdict.target;
  const shown = (value: number) => (measure === 'added p50' ? duration(value) : times(value));
  const wanted = `${bound.kind} ${shown(bound.value)}`;
  if (verdict.kind === 'not measured') return [what, wanted, '', '', verdict.kind];
  const { median, min, max } = verdict.value;
  return [what, wanted, shown(median), `${shown(min)} – ${shown(max)}`, verdict.kind];
}

/** Which peers the run has figures of, what they do with a record, or why there are none; a sentence each. */
export function peerSentences({ peers }: BenchReport): readonly string[] {
  return peers.map((peer) =>
    peer.kind === 'there'
      ? `${peer.system} ${peer.version}. Durability: ${peer.durability}.`
      : `${peer.system}: no figures, for ${peer.reason}.`,
  );
}
