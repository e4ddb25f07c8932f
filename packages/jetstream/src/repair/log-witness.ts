import type { LogTail } from '../log/find-tail.ts';

/** Something outside a log that has seen a record of it: the log that was seen still has that record (E5). */
export interface LogWitness {
  /** For whoever reads the fault, for instance `its newest snapshot`. */
  readonly who: string;
  readonly sequence: number;
  readonly epoch: number;
}

/** The hub's copy of a log, or one that it set aside. */
export interface LogCopy {
  readonly stream: string;
  /** The JetStream domain that holds it. */
  readonly domain: string;
  /** The newest record that it has. */
  readonly tail: LogTail;
}
