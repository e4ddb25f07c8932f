import { PARTITIONS_DEFAULT } from '@edgestep/shared';

import type { Verdict } from '../compare/judge.ts';
import { sideBySide, type SideBySide } from '../compare/side-by-side.ts';
import type { Target } from '../compare/target.ts';
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

/**
 * Each target, and whether this run meets it; undefined when the run says nothing of any. A run that compares shows
 * those, too, that it has no figures of.
 */
export function targetsTable({ verdicts, peers }: BenchReport): TextTable | undefined {
  const measured = verdicts.filter(({ kind }) => kind !== 'not measured');
  if (measured.length === 0) return undefined;
  const shown = peers.length === 0 ? measured : verdicts;
  return {
    align: ['left', 'right', 'right', 'right', 'left'],
    rows: [['target', 'wanted', 'measured', 'rounds', ''], ...shown.map(verdictRow)],
  };
}

function verdictRow(verdict: Verdict): readonly string[] {
  const { what, measure, bound } = verdict.target;
  const shown = (value: number) => measureText(measure, value);
  const wanted = `${bound.kind} ${shown(bound.value)}`;
  if (verdict.kind === 'not measured') return [what, wanted, '', '', verdict.kind];
  const { median, min, max } = verdict.value;
  return [what, wanted, shown(median), `${shown(min)} – ${shown(max)}`, verdict.kind];
}

function measureText(measure: Target['measure'], value: number): string {
  switch (measure) {
    case 'added p50':
      return duration(value);
    case 'ready':
      return duration(value * 1_000);
    case 'memory':
      return `${threeDigits(value)} MiB`;
    case 'p50':
    case 'throughput':
    case 'time':
      return times(value);
  }
}

/** What an idle node costs, in a sentence; none when the run left it out. */
export function nodeSentences({ node }: BenchReport): readonly string[] {
  if (node === undefined) return [];
  const { firstReadyMs, readyMs, residentMiB, fileMiB, idleSeconds } = node;
  const ready = (ms: number) => measureText('ready', ms);
  return [
    `An edge node alone in an empty zone (${PARTITIONS_DEFAULT} partitions, durability fsync) is ready ${ready(firstReadyMs)} after its ` +
      `first start, ${ready(readyMs.median)} after a later one (${ready(readyMs.min)} to ${ready(readyMs.max)}), and has ` +
      `${residentMiB.median} MiB resident when it has been idle for ${idleSeconds} s ` +
      `(${residentMiB.min} to ${residentMiB.max}), of which ${fileMiB.median} MiB are pages of files, above all of Node itself.`,
  ];
}

/** Which peers the run has figures of, what they do with a record, or why there are none; a sentence each. */
export function peerSentences({ peers }: BenchReport): readonly string[] {
  return peers.map((peer) =>
    peer.kind === 'there'
      ? `${peer.system} ${peer.version}. Durability: ${peer.durability}.`
      : `${peer.system}: no figures, for ${peer.reason}.`,
  );
}
