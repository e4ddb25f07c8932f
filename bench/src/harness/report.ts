import type { Verdict } from '../compare/judge.ts';
import type { NodeFootprint } from '../footprint/node-footprint.ts';
import type { PeerReport } from '../peers/peer.ts';
import type { CurvePoint, LatencySummary } from './latencies.ts';
import type { MachineFacts } from './machine-facts.ts';
import type { CaseDeclaration, WorkUnit } from './workload.ts';

/** Of several rounds: a machine that does other things besides shows in the distance between them. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One round of one case. */
export interface RoundFigures {
  readonly unitsPerSecond: number;
  readonly p50Us: number;
  /** Processor time of the workload's process (servers beside it not counted) for one unit. */
  readonly cpuUsPerUnit: number;
}

/**
 * Against the floor of the same workload, round by round: both ran in the same process, one after the other.
 * `timePerUnit` 3: three times the floor's time for a unit, a third of its throughput. `p50` compares the median
 * latencies of operations.
 */
export interface FloorRatios {
  readonly floor: string;
  readonly timePerUnit: Spread;
  readonly p50: Spread;
  /** How much longer the median operation takes than the floor's, in microseconds. */
  readonly p50AddedUs: Spread;
}

export interface CaseReport extends CaseDeclaration {
  readonly id: string;
  readonly unitsPerSecond: Spread;
  readonly cpuUsPerUnit: Spread;
  /** Of whole operations, over all rounds. */
  readonly latency: LatencySummary;
  /** The same latencies by percentile, from the least to the greatest. */
  readonly latencyCurve: readonly CurvePoint[];
  /** Open load: how late the generator was, part of `latency`. */
  readonly launchLag?: LatencySummary;
  readonly ratios?: FloorRatios;
  readonly rounds: readonly RoundFigures[];
}

/** A case of a peer that failed: our own figures are not lost with it. */
export interface DroppedCase {
  readonly id: string;
  readonly reason: string;
}

/** A workload's figures, or why there are none. */
export type WorkloadReport = {
  readonly name: string;
  readonly title: string;
  readonly unit: WorkUnit;
  readonly operation: string;
  readonly doesNotMeasure: readonly string[];
} & (
  | {
      readonly kind: 'measured';
      readonly cases: readonly CaseReport[];
      readonly dropped: readonly DroppedCase[];
    }
  | { readonly kind: 'failed'; readonly reason: string }
);

export interface RunSettings {
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly warmUpSeconds: number;
}

/** All of one run of the bench: the JSON file. */
export interface BenchReport {
  readonly startedAt: string;
  readonly elapsedSeconds: number;
  readonly machine: MachineFacts;
  readonly settings: RunSettings;
  /** Of a run that compares: which peers it has figures of. Empty otherwise. */
  readonly peers: readonly PeerReport[];
  readonly workloads: readonly WorkloadReport[];
  /** Absent when the run leaves it out. */
  readonly node?: NodeFootprint;
  /** What the run says of each target: `compare/target.ts`. */
  readonly verdicts: readonly Verdict[];
}
