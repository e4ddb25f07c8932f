import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { openSqliteParkedStates, type ParkedStates } from '@edgestep/engine';
import type { PartitionId } from '@edgestep/shared';

/** Where the waiting executions of this node's partitions lie: a file for each partition, in a folder of its own. */
export class ParkedFiles {
  readonly #folder: string;

  /** Deletes what a crash has left there: it can be had again from the logs, and may be of partitions of others now. */
  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'parked');
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** A new file for a partition that this node takes over; disposal deletes it. */
  open(partition: PartitionId): ParkedStates {
    return openSqliteParkedStates(join(this.#folder, `${String(partition).padStart(2, '0')}.sqlite`));
  }
}
