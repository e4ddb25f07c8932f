import type { LatencySummary } from '../harness/latencies.ts';
import { duration, threeDigits } from '../render/quantity.ts';
import type { ParkedReport } from './measure-parked.ts';

/** What came of it, for a terminal. */
export function renderParked(report: ParkedReport): string {
  const { executions, ended, failed, early, refused, startedPerSecond, resumedPerSecond, memory, late } =
    report;
  const peak = Math.max(...memory.map(({ peakMiB }) => peakMiB));
  const at = (when: string) => memory.find((point) => point.when === when)?.residentMiB ?? Number.NaN;
  const each = ((at('all waiting') - at('empty')) * 1_024) / executions;
  return [
    `${threeDigits(executions)} executions started (${threeDigits(startedPerSecond)}/s)`,
    `node: ${at('empty')} MiB empty, ${at('all waiting')} MiB with all of them waiting ` +
      `(${threeDigits(each)} KiB each), ${at('all ended')} MiB in the end, never more than ${peak} MiB`,
    `${threeDigits(ended)} ended (${threeDigits(resumedPerSecond)}/s due), ${failed} otherwise than they should, ` +
      `${early} before their time; ${refused} repeated answers refused`,
    `late, by a timer: ${latenesses(late.timer)}`,
    `late, by a token: ${latenesses(late.token)}`,
  ].join('\n');
}

/** How late things were, in one line. */
export function latenesses({ count, p50Us, p99Us, p999Us, maxUs }: LatencySummary): string {
  const shown = [p50Us, p99Us, p999Us, maxUs].map(duration);
  return `p50 ${shown[0]}, p99 ${shown[1]}, p99.9 ${shown[2]}, most ${shown[3]} (${threeDigits(count)})`;
}
