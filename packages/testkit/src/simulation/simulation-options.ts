import type { FaultKind } from './faults/fault-rates.ts';
import type { PortWrappers } from './node/port-wrappers.ts';
import type { Violation } from './truth/witness.ts';

export interface SimulationOptions {
  /** Everything follows from it. */
  readonly seed: number;
  /** Which faults may happen; all when absent. */
  readonly faults?: readonly FaultKind[];
  /** Breaks the engine's ports on purpose. */
  readonly wrappers?: PortWrappers;
  /** How many of the last lines of the trace come with the report; none when absent. */
  readonly traceLinesMax?: number;
}

/** What became of one seed. */
export interface SimulationReport {
  readonly seed: number;
  /** None: every promise was kept. */
  readonly violations: readonly Violation[];
  /** The same seed gives the same hash, always. */
  readonly traceHash: string;
  readonly traceLines: readonly string[];
  readonly steps: number;
  /** In milliseconds of virtual time. */
  readonly virtualMs: number;
  readonly executions: number;
  readonly records: number;
  readonly events: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}
