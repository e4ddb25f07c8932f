import { parentPort, workerData } from 'node:worker_threads';

import type { FuzzTarget } from './fuzz-target.ts';
import { runTarget } from './run-target.ts';
import type { FuzzWork } from './watched-run.ts';

const { target, targets, underWay, ...options } = workerData as FuzzWork;
const progress = new Int32Array(underWay);
const { FUZZ_TARGETS } = (await import(targets)) as {
  FUZZ_TARGETS: Readonly<Record<string, FuzzTarget<never>>>;
};
const found = FUZZ_TARGETS[target];
if (found === undefined) throw new Error(`No target ${target}`);
parentPort?.postMessage(
  await runTarget(found, { ...options, onRun: (number) => void Atomics.store(progress, 0, number) }),
);
