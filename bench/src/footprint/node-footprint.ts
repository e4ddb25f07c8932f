import type { Spread } from '../harness/report.ts';

/** What an edge node costs that has nothing to do. */
export interface NodeFootprint {
  /** From the start of its process until it says that it is ready, in milliseconds: the first time in an empty zone. */
  readonly firstReadyMs: number;
  /** The same for a node that was there before. */
  readonly readyMs: Spread;
  /** Resident memory of its process, in MiB, when it has been idle for `idleSeconds`. */
  readonly residentMiB: Spread;
  /** What of that are pages of files, above all of the program of Node: processes of one machine share them. */
  readonly fileMiB: Spread;
  readonly idleSeconds: number;
}
