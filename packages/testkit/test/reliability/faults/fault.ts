import type { ReadyLine, ReadyZone } from '@edgestep/cli';

import type { Cluster } from '../../../src/cluster/start-cluster.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { HubLink } from './hub-link.ts';
import type { SmallDisk } from './small-disk.ts';

/** What there is to break. */
export interface FaultTargets {
  readonly cluster: Cluster;
  readonly zone: string;
  readonly workers: WorkerPool;
  readonly dataDir: string;
  /** There when links are to be cut. */
  readonly hubLink?: HubLink;
  /** There when disks are to be filled. */
  readonly smallDisk?: SmallDisk;
}

/** A fault that was done. */
export interface InjectedFault {
  /** In words, with what was hit. */
  readonly what: string;
  /** Resolves when the cause has passed: the process is back, runs again, the link is whole. Rejects when it does not pass. */
  readonly healed: Promise<void>;
}

/** Draws a target and breaks it. */
export type Fault = (targets: FaultTargets, random: SeededRandom) => Promise<InjectedFault>;

export function zoneOf({ cluster, zone }: FaultTargets): ReadyZone {
  const found = cluster.ready.zones[zone];
  if (found === undefined) throw new Error(`the cluster has no zone ${zone}`);
  return found;
}

const BACK_WITHIN_MS = 120_000;

/** Resolves when another process has taken the place of this one, and serves. */
export async function untilReplaced(
  { cluster }: FaultTargets,
  pidOf: (ready: ReadyLine) => number | undefined,
  killed: number,
): Promise<void> {
  await cluster.waitFor((ready) => {
    const pid = pidOf(ready);
    return pid !== undefined && pid > 0 && pid !== killed;
  }, BACK_WITHIN_MS);
}
