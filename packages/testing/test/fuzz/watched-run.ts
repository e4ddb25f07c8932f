import { Worker } from 'node:worker_threads';

import type { FuzzReport } from './run-target.ts';

/** What the thread of a target is started with. */
export interface FuzzWork {
  readonly target: string;
  /** The module whose FUZZ_TARGETS has it. */
  readonly targets: string;
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  /** The number of the run under way, for whoever watches. */
  readonly underWay: SharedArrayBuffer;
}

export interface WatchOptions extends Omit<FuzzWork, 'underWay' | 'targets'> {
  readonly targets?: string;
  /** A run that takes longer is taken for one that never ends: no code of the same thread could say so. */
  readonly hangAfterMs: number;
  readonly onProgress?: (run: number) => void;
}

const WATCH_EVERY_MS = 250;
const ownTargets = new URL('./targets/fuzz-targets.ts', import.meta.url).href;

/** Fuzzes a target in a thread of its own and ends a run that does not end by itself. */
export async function watchedRun(options: WatchOptions): Promise<FuzzReport> {
  const { target, targets = ownTargets, runs, seed, path, hangAfterMs, onProgress } = options;
  const underWay = new SharedArrayBuffer(4);
  const work: FuzzWork = { target, targets, runs, seed, underWay, ...(path === undefined ? {} : { path }) };
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: work,
    execArgv: ['--conditions=source'],
  });
  const progress = new Int32Array(underWay);
  let [last, since] = [-1, performance.now()];
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      const run = Atomics.load(progress, 0);
      if (run !== last) [last, since] = [run, performance.now()];
      else if (performance.now() - since > hangAfterMs) end(() => resolve(hung(run, hangAfterMs, path)));
      onProgress?.(run);
    }, WATCH_EVERY_MS);
    const end = (settle: () => void) => {
      clearInterval(watch);
      void worker.terminate().then(settle);
    };
    worker.once('message', (report: FuzzReport) => end(() => resolve(report)));
    worker.once('error', (error) => end(() => reject(error)));
  });
}

function hung(run: number, hangAfterMs: number, path: string | undefined): FuzzReport {
  return {
    runs: run,
    slowestMs: hangAfterMs,
    outcomes: {},
    failure: {
      input: '(the run with the path below)',
      message: `It has not ended after ${hangAfterMs / 1_000} s, and was ended.`,
      path: path ?? String(run),
    },
  };
}
