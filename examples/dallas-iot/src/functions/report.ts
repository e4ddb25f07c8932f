import type { Confusion } from '../statistics/aggregate.ts';
import type { Drift } from '../statistics/find-drifts.ts';
import type { Step } from '../statistics/find-steps.ts';
import type { WindowRecord, WindowStore } from '../store/window-store.ts';

/** A step, and whether somebody came or left at that time by the pictures. */
export interface ReportedStep extends Step {
  readonly explained: boolean;
}

/** What a device's run comes to. */
export interface OfficeReport {
  readonly room: string;
  readonly from: number;
  readonly to: number;
  readonly windows: number;
  readonly readings: number;
  /** Messages that could not be used, by error name. */
  readonly quarantined: Readonly<Record<string, number>>;
  readonly steps: readonly ReportedStep[];
  readonly drifts: readonly Drift[];
  readonly occupancy: Confusion & { readonly accuracy: number };
  readonly co2MaxPpm: number;
}

/** A step this close to somebody's coming or leaving is explained by it. */
const EXPLAINED_WITHIN_MS = 5 * 60_000;

/** `iot-report`: adds all windows of a device's run up, and scores them against the ground truth. */
export async function report(
  store: WindowStore,
  { room, boot }: { readonly room: string; readonly boot: string },
): Promise<OfficeReport> {
  return reportOf(room, await store.list(room, boot));
}

function reportOf(room: string, windows: readonly WindowRecord[]): OfficeReport {
  const analyses = windows.flatMap(({ analysis }) => (analysis === null ? [] : [analysis]));
  const changes = analyses.flatMap(({ aggregate }) => aggregate.occupancyChanges);
  return {
    room,
    from: Math.min(...windows.map(({ from }) => from)),
    to: Math.max(...windows.map(({ to }) => to)),
    windows: windows.length,
    readings: analyses.reduce((sum, { aggregate }) => sum + aggregate.readings, 0),
    quarantined: countByError(windows),
    steps: analyses
      .flatMap(({ steps }) => steps)
      .map((step) => ({
        ...step,
        explained: changes.some((at) => Math.abs(at - step.at) <= EXPLAINED_WITHIN_MS),
      })),
    drifts: analyses.flatMap(({ drifts }) => drifts),
    occupancy: addUp(analyses.map(({ aggregate }) => aggregate.occupancy)),
    co2MaxPpm: Math.max(...analyses.map(({ aggregate }) => aggregate.channels.co2Ppm.max)),
  };
}

function countByError(windows: readonly WindowRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { error } of windows.flatMap(({ quarantined }) => quarantined)) {
    counts[error] = (counts[error] ?? 0) + 1;
  }
  return counts;
}

function addUp(parts: readonly Confusion[]): OfficeReport['occupancy'] {
  const sum = (member: keyof Confusion): number => parts.reduce((total, part) => total + part[member], 0);
  const total = {
    truePositive: sum('truePositive'),
    falsePositive: sum('falsePositive'),
    falseNegative: sum('falseNegative'),
    trueNegative: sum('trueNegative'),
  };
  const minutes = Object.values(total).reduce((all, count) => all + count, 0);
  const right = total.truePositive + total.trueNegative;
  return { ...total, accuracy: Math.round((right / Math.max(1, minutes)) * 10_000) / 10_000 };
}
