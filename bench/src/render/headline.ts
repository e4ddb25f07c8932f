import type { BenchReport } from '../harness/report.ts';

/** Where it ran, in a sentence. */
export function machineText({ machine, startedAt }: BenchReport): string {
  const { cpu, cores, memoryGiB, system, node, natsServer, commit, loadAverage } = machine;
  const at = commit === undefined ? '' : ` of ${commit}`;
  return (
    `${startedAt.slice(0, 16).replace('T', ' ')} UTC${at}: ${cores} cores of ${cpu}, ${memoryGiB} GiB, ${system}, ` +
    `Node ${node}, ${natsServer}; load average before the run ${loadAverage}.`
  );
}

/** How it was measured, in a sentence. */
export function settingsText({ settings, elapsedSeconds }: BenchReport): string {
  const { rounds, secondsPerRound, warmUpSeconds } = settings;
  return (
    `${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${secondsPerRound} s a case, each after a warm-up of ${warmUpSeconds} s (the first three ` +
    `times as long), every workload in a process of its own; ${Math.round(elapsedSeconds)} s in all. Rates are the ` +
    `median of the rounds, ± how far the rounds reach; latencies are of whole operations, over all rounds; ratios ` +
    `to the floor are medians of the rounds' own ratios.`
  );
}
