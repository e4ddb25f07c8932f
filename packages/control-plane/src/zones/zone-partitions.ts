import type { ZoneReport } from '@edgestep/shared';

export interface ZonePartitionsOptions {
  /** Begins to copy and to index so many partitions of a zone; called again when there are more. */
  readonly follow: (zone: string, partitions: number) => void;
  /** Hears once of everything that an operator should look at. */
  readonly onDoubt: (message: string) => void;
}

/**
 * How many partitions of each zone the centre follows. A zone has a number that it never changes, and its nodes tell it;
 * what the hub has copies of is followed before they answer, and also when they say less: it may be all that is left.
 */
export class ZonePartitions {
  readonly #options: ZonePartitionsOptions;
  readonly #followed = new Map<string, number>();
  readonly #doubts = new Map<string, string>();

  constructor(options: ZonePartitionsOptions) {
    this.#options = options;
  }

  /** There are copies of so many partitions. */
  found(zone: string, partitions: number): void {
    this.#follow(zone, partitions);
  }

  /** A node has told of its zone. */
  hear({ zone, partitions }: ZoneReport): void {
    if (partitions === undefined) {
      this.#doubt(
        zone,
        'its nodes do not tell how many partitions it has: the centre may not show all of them',
      );
      return;
    }
    this.#follow(zone, partitions);
    const followed = this.#followed.get(zone) ?? 0;
    if (followed === partitions) this.#doubts.delete(zone);
    else
      this.#doubt(zone, `it has ${partitions} partitions, and the hub has copies of ${followed}: ${ADVICE}`);
  }

  /** What an operator should look at; undefined when all is as it should be. */
  doubt(zone: string): string | undefined {
    return this.#doubts.get(zone);
  }

  #follow(zone: string, partitions: number): void {
    if (partitions <= (this.#followed.get(zone) ?? 0)) return;
    this.#followed.set(zone, partitions);
    this.#options.follow(zone, partitions);
  }

  #doubt(zone: string, what: string): void {
    if (this.#doubts.get(zone) === what) return;
    this.#doubts.set(zone, what);
    this.#options.onDoubt(`the zone ${zone}: ${what}`);
  }
}

const ADVICE =
  'it was begun anew with another number, and does not find executions of before. Restore a backup, or begin it anew with EDGESTEP_PARTITIONS set';
