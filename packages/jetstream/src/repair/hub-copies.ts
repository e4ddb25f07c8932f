import { mirrorStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { findTail } from '../log/find-tail.ts';
import { isTransient } from '../retry/transient.ts';
import { HUB_DOMAIN } from '../server-config/hub-server-config.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import type { LogCopy } from './log-witness.ts';

export interface HubCopiesOptions {
  /** A connection to the zone's server: the hub's JetStream is reached through the leaf link. */
  readonly connection: Connection;
  readonly zone: string;
  readonly onTrouble: (message: string) => void;
}

/** A hub that takes longer is as good as none: a partition is not kept waiting for it. */
const ANSWER_TIMEOUT_MS = 1_000;
/** A hub that did not answer is not asked again so soon. */
const SILENT_MS = 10_000;

/** The copies that the hub has of the logs of a zone. */
export class HubCopies {
  readonly #options: HubCopiesOptions;
  #silentUntil = 0;

  constructor(options: HubCopiesOptions) {
    this.#options = options;
  }

  /**
   * The copies of a partition's log, those that were set aside included. Undefined while the hub is out of reach. A
   * copy whose end is damaged is reported and left out.
   */
  async find(partition: PartitionId): Promise<readonly LogCopy[] | undefined> {
    if (performance.now() < this.#silentUntil) return undefined;
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), ANSWER_TIMEOUT_MS);
    const found = await Promise.race([this.#find(partition), late.promise]).finally(() =>
      clearTimeout(timer),
    );
    if (found === undefined) this.#silentUntil = performance.now() + SILENT_MS;
    return found;
  }

  async #find(partition: PartitionId): Promise<readonly LogCopy[] | undefined> {
    const { connection, zone } = this.#options;
    const copy = mirrorStream(zone, partition);
    try {
      const { streams } = await connection.jetStream(HUB_DOMAIN);
      const names: string[] = [];
      for await (const name of streams.names()) {
        if (name === copy || name.startsWith(`${copy}_ASIDE_`)) names.push(name);
      }
      const copies = await Promise.all(names.map((stream) => this.#copy(stream)));
      return copies.filter((each) => each !== undefined);
    } catch (error) {
      if (isTransient(error)) return undefined;
      throw error;
    }
  }

  async #copy(stream: string): Promise<LogCopy | undefined> {
    try {
      const tail = await findTail(this.#options.connection, stream, HUB_DOMAIN);
      return tail.sequence === 0 ? undefined : { stream, domain: HUB_DOMAIN, tail };
    } catch (error) {
      if (isTransient(error)) throw error;
      if (isStreamMissing(error)) return undefined;
      this.#options.onTrouble(`the hub: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}
