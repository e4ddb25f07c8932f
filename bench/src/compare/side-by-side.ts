import type { CaseReport, WorkloadReport } from '../harness/report.ts';

/** A peer's figures beside those of Edgestep under the same load. */
export interface SideBySide {
  readonly workload: string;
  readonly unit: string;
  readonly ours: CaseReport;
  readonly theirs: CaseReport;
  /** Ours divided by theirs: 5 is five times the throughput. Under open load the rate is given. */
  readonly throughput: number | undefined;
  /** Ours divided by theirs: 0.5 is half the latency. */
  readonly p50: number;
  readonly p99: number;
}

/** A row for each case of a peer whose counterpart was measured, in the order of the report. */
export function sideBySide(workloads: readonly WorkloadReport[]): readonly SideBySide[] {
  return workloads.flatMap((workload) =>
    workload.kind === 'failed' ? [] : workload.cases.flatMap((theirs) => rowOf(workload, theirs)),
  );
}

function rowOf(
  { name, unit, cases }: Extract<WorkloadReport, { kind: 'measured' }>,
  theirs: CaseReport,
): readonly SideBySide[] {
  const ours = cases.find(({ id }) => id === theirs.peer?.comparedWith);
  if (ours === undefined) return [];
  const throughput =
    theirs.load.kind === 'open' ? undefined : ours.unitsPerSecond.median / theirs.unitsPerSecond.median;
  return [
    {
      workload: name,
      unit,
      ours,
      theirs,
      throughput,
      p50: ours.latency.p50Us / theirs.latency.p50Us,
      p99: ours.latency.p99Us / theirs.latency.p99Us,
    },
  ];
}
