import { loadText } from '../harness/load.ts';
import type { CaseReport, Spread, WorkloadReport } from '../harness/report.ts';
import { systemText, type WorkUnit } from '../harness/workload.ts';
import { duration, rate, times } from './quantity.ts';
import type { TextTable } from './text-table.ts';

interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
  readonly cell: (of: CaseReport) => string;
}

/** A workload's table: the same on the terminal, in Markdown and on the page. */
export function caseTable({ unit, cases }: Extract<WorkloadReport, { kind: 'measured' }>): TextTable {
  const columns = caseColumns(unit);
  return {
    align: columns.map(({ align }) => align),
    rows: [columns.map(({ heading }) => heading), ...cases.map((of) => columns.map(({ cell }) => cell(of)))],
  };
}

/** The cases of peers that failed, a sentence each. */
export function droppedSentences({
  dropped,
}: Extract<WorkloadReport, { kind: 'measured' }>): readonly string[] {
  return dropped.map(({ id, reason }) => `No figures of ${id}: ${reason}`);
}

function caseColumns(unit: WorkUnit): readonly Column[] {
  return [
    left('system', systemText),
    left('durability', ({ durability }) => durability),
    left('load', ({ load }) => loadText(load)),
    right(`${unit}s/s`, ({ unitsPerSecond }) => rate(unitsPerSecond)),
    right(
      `time/${unit}`,
      closedOnly(({ unitsPerSecond }) => duration(1_000_000 / unitsPerSecond.median)),
    ),
    right(
      `CPU/${unit}`,
      closedOnly(({ cpuUsPerUnit }) => duration(cpuUsPerUnit.median)),
    ),
    right('p50', ({ latency }) => duration(latency.p50Us)),
    right('p90', ({ latency }) => duration(latency.p90Us)),
    right('p99', ({ latency }) => duration(latency.p99Us)),
    right('p99.9', ({ latency }) => duration(latency.p999Us)),
    right('max', ({ latency }) => duration(latency.maxUs)),
    right(
      `time/${unit} ÷ floor`,
      closedOnly(({ ratios }) => factor(ratios?.timePerUnit)),
    ),
    right('p50 ÷ floor', ({ ratios }) => factor(ratios?.p50)),
  ];
}

function factor(ratio: Spread | undefined): string {
  return ratio === undefined ? '' : times(ratio.median);
}

/** Under open load the rate is given, and the generator waits for its moments by spinning: both say nothing. */
function closedOnly(cell: Column['cell']): Column['cell'] {
  return (of) => (of.load.kind === 'open' ? '' : cell(of));
}

function left(heading: string, cell: Column['cell']): Column {
  return { heading, align: 'left', cell };
}

function right(heading: string, cell: Column['cell']): Column {
  return { heading, align: 'right', cell };
}
