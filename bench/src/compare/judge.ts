import type { NodeFootprint } from '../footprint/node-footprint.ts';
import type { CaseReport, RoundFigures, Spread, WorkloadReport } from '../harness/report.ts';
import { spreadOf } from '../harness/spread.ts';
import type { CaseAddress, CaseTarget, Target, TargetMeasure } from './target.ts';

/** What a run says of a target. */
export type Verdict = { readonly target: Target } & (
  | { readonly kind: 'met' | 'missed'; readonly value: Spread }
  /** This run has no figures of it. */
  | { readonly kind: 'not measured' }
);

/** What of a report is judged. */
export interface Evidence {
  readonly workloads: readonly WorkloadReport[];
  readonly node?: NodeFootprint;
}

/** Judges by the median of the rounds, so that one that was disturbed decides nothing. */
export function judge(target: Target, evidence: Evidence): Verdict {
  const value = measuredOf(target, evidence);
  if (value === undefined) return { target, kind: 'not measured' };
  const { kind, value: limit } = target.bound;
  const isMet = kind === 'at least' ? value.median >= limit : value.median <= limit;
  return { target, kind: isMet ? 'met' : 'missed', value };
}

function measuredOf(target: Target, { workloads, node }: Evidence): Spread | undefined {
  switch (target.measure) {
    case 'ready':
      return node?.readyMs;
    case 'memory':
      return node?.residentMiB;
    default:
      return compared(target, workloads);
  }
}

function compared(target: CaseTarget, workloads: readonly WorkloadReport[]): Spread | undefined {
  const ours = findCase(workloads, target.ours);
  const theirs = findCase(workloads, target.theirs);
  if (ours === undefined || theirs === undefined) return undefined;
  return spreadOf(pairs(ours, theirs, target).map(([own, other]) => compare(target.measure, own, other)));
}

/** The figures of a case; undefined when it was not measured. */
function findCase(
  workloads: readonly WorkloadReport[],
  { workload, caseId }: CaseAddress,
): CaseReport | undefined {
  const found = workloads.find(({ name }) => name === workload);
  return found?.kind === 'measured' ? found.cases.find(({ id }) => id === caseId) : undefined;
}

/** Round by round: both were measured one after the other, if they are of one workload. */
function pairs(ours: CaseReport, theirs: CaseReport, target: CaseTarget): [RoundFigures, RoundFigures][] {
  const isSameWorkload = target.ours.workload === target.theirs.workload;
  return ours.rounds.flatMap((own, index): [RoundFigures, RoundFigures][] => {
    const other = isSameWorkload ? theirs.rounds[index] : medianRound(theirs);
    return other === undefined ? [] : [[own, other]];
  });
}

function medianRound({ rounds }: CaseReport): RoundFigures {
  const medianOf = (figure: keyof RoundFigures) => spreadOf(rounds.map((round) => round[figure])).median;
  return {
    unitsPerSecond: medianOf('unitsPerSecond'),
    p50Us: medianOf('p50Us'),
    cpuUsPerUnit: medianOf('cpuUsPerUnit'),
  };
}

function compare(measure: TargetMeasure, own: RoundFigures, other: RoundFigures): number {
  switch (measure) {
    case 'throughput':
      return own.unitsPerSecond / other.unitsPerSecond;
    case 'time':
      return other.unitsPerSecond / own.unitsPerSecond;
    case 'p50':
      return own.p50Us / other.p50Us;
    case 'added p50':
      return own.p50Us - other.p50Us;
  }
}
