import type { Clock } from './clock.ts';
import { runClosedLoop } from './closed-loop.ts';
import { Latencies } from './latencies.ts';
import type { Load, LoadResult, Operation } from './load.ts';
import { runOpenLoop } from './open-loop.ts';
import type { CaseReport, DroppedCase, FloorRatios, RoundFigures, RunSettings } from './report.ts';
import { spreadOf } from './spread.ts';
import { caseId, type CaseDeclaration, type Workload } from './workload.ts';

export interface RunOptions extends RunSettings {
  readonly clock: Clock;
  /** Processor time that this process has used so far, in microseconds. */
  readonly cpuUs: () => number;
  /** Called before each measurement, when nothing is under way: the place to collect garbage. */
  readonly settle: () => void;
  readonly onRound: (round: number, id: string) => void;
  /** A case of a peer has failed and is not measured any more. */
  readonly onDropped: (dropped: DroppedCase) => void;
  /** Ends the run between two measurements. */
  readonly signal: AbortSignal;
}

/** What was measured of one case so far. */
interface Measured {
  readonly declaration: CaseDeclaration;
  readonly operation: Operation;
  readonly latencies: Latencies;
  readonly launchLag: Latencies;
  readonly rounds: RoundFigures[];
}

/** The first warm-up of a case has its code compiled and optimised; it takes so many times as long as later ones. */
const FIRST_WARM_UP_FACTOR = 3;

/**
 * Measures cases of a workload in rounds. Each round visits every case, in turn forwards and backwards, so that
 * what disturbs the machine for a while, or only one after the other, is shared out between a case and its floor.
 * Rejects with the first error of an operation: a figure of work that went wrong is none. A peer that fails is dropped.
 */
export async function runWorkload(
  workload: Workload,
  cases: readonly CaseDeclaration[],
  options: RunOptions,
): Promise<readonly CaseReport[]> {
  await using open = await workload.open(cases);
  const measured = cases.map((declaration) => ({
    declaration,
    operation: open.operation(declaration),
    latencies: new Latencies(),
    launchLag: new Latencies(),
    rounds: [],
  }));
  const dropped = new Set<Measured>();
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const each of round % 2 === 1 ? measured : measured.toReversed()) {
      if (dropped.has(each)) continue;
      options.signal.throwIfAborted();
      options.onRound(round, caseId(each.declaration));
      try {
        await measureRound(each, { ...options, ...longer(options, workload.roundFactor ?? 1) });
      } catch (error) {
        if (each.declaration.peer === undefined) throw error;
        dropped.add(each);
        options.onDropped({ id: caseId(each.declaration), reason: String(error) });
      }
    }
  }
  return measured.filter((each) => !dropped.has(each)).map((each) => caseReport(each, measured));
}

function longer({ secondsPerRound, warmUpSeconds }: RunSettings, factor: number) {
  return { secondsPerRound: secondsPerRound * factor, warmUpSeconds: warmUpSeconds * factor };
}

async function measureRound(measured: Measured, options: RunOptions): Promise<void> {
  const { declaration, operation } = measured;
  const factor = measured.rounds.length === 0 ? FIRST_WARM_UP_FACTOR : 1;
  options.settle();
  await runLoad(operation, declaration.load, options.warmUpSeconds * factor, options.clock);
  const cpuBefore = options.cpuUs();
  const result = await runLoad(operation, declaration.load, options.secondsPerRound, options.clock);
  const cpuUs = options.cpuUs() - cpuBefore;
  const units = result.operations * declaration.unitsPerOperation;
  measured.latencies.add(result.latencies);
  if (result.launchLag !== undefined) measured.launchLag.add(result.launchLag);
  measured.rounds.push({
    unitsPerSecond: (units / result.elapsedMs) * 1_000,
    p50Us: result.latencies.percentileUs(50),
    cpuUsPerUnit: cpuUs / units,
  });
}

function runLoad(operation: Operation, load: Load, seconds: number, clock: Clock): Promise<LoadResult> {
  const durationMs = seconds * 1_000;
  return load.kind === 'closed'
    ? runClosedLoop(operation, { concurrency: load.concurrency, durationMs, clock })
    : runOpenLoop(operation, { ratePerSecond: load.ratePerSecond, durationMs, clock });
}

function caseReport(measured: Measured, all: readonly Measured[]): CaseReport {
  const { declaration, rounds, latencies, launchLag } = measured;
  const floor = all.find((each) => caseId(each.declaration) === declaration.floor);
  return {
    ...declaration,
    id: caseId(declaration),
    unitsPerSecond: spreadOf(rounds.map((round) => round.unitsPerSecond)),
    cpuUsPerUnit: spreadOf(rounds.map((round) => round.cpuUsPerUnit)),
    latency: latencies.summary(),
    latencyCurve: latencies.curve(),
    ...(declaration.load.kind === 'open' ? { launchLag: launchLag.summary() } : {}),
    ...(floor === undefined ? {} : { ratios: floorRatios(rounds, floor) }),
    rounds,
  };
}

/** Round by round, and not of the medians: a round shares its disturbances with the floor's. */
function floorRatios(rounds: readonly RoundFigures[], floor: Measured): FloorRatios {
  const pairs = rounds.flatMap((own, index) => {
    const other = floor.rounds[index];
    return other === undefined ? [] : [{ own, other }];
  });
  return {
    floor: caseId(floor.declaration),
    timePerUnit: spreadOf(pairs.map(({ own, other }) => other.unitsPerSecond / own.unitsPerSecond)),
    p50: spreadOf(pairs.map(({ own, other }) => own.p50Us / other.p50Us)),
    p50AddedUs: spreadOf(pairs.map(({ own, other }) => own.p50Us - other.p50Us)),
  };
}
