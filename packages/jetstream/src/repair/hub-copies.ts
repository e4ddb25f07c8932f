import { mirrorStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { findTail } from '../log/find-tail.ts';
import { pause } from '../retry/backoff.ts';
import { isTransient } from '../retry/transient.ts';
import { HUB_DOMAIN } from '../server-config/hub-server-config.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { copiedPartitions } from './list-partitions.ts';
import type { LogCopy } from './log-witness.ts';

export interface HubCopiesOptions {
  /** A connection to the zone's server: the hub's JetStream is reached through the leaf link. */
  readonly connection: Connection;
  readonly zone: string;
  readonly onTrouble: (message: string) => void;
  /** For how long the server has been running. One that is not known to be old is taken for young. */
  readonly serverAgeMs?: () => Promise<number | undefined>;
}

/** A hub that takes longer is as good as none: a partition is not kept waiting for it. */
const ANSWER_TIMEOUT_MS = 1_000;
/** A hub that did not answer is not asked again so soon. */
const SILENT_MS = 10_000;
/** A server that has just started links itself to the hub within a second or two, and is where damage comes to light. */
const LINK_WAIT_MS = 3_000;
const LINK_POLL_MS = 100;

/** The copies that the hub has of the logs of a zone. */
export class HubCopies {
  readonly #options: HubCopiesOptions;
  #silentUntil = 0;
  /** The run of a server under which the hub has answered, or was waited for. */
  #linkedServer: string | undefined;
  #linking: Promise<void> | undefined;

  constructor(options: HubCopiesOptions) {
    this.#options = options;
  }

  /**
   * The copies of a partition's log, those that were set aside included. Undefined while the hub is out of reach: a
   * server that was not asked before is given some seconds to link itself to it. A copy whose end is damaged is reported
   * and left out.
   */
  async find(partition: PartitionId): Promise<readonly LogCopy[] | undefined> {
    await this.#linked();
    if (performance.now() < this.#silentUntil) return undefined;
    return this.#inTime(() => unlessCut(this.#copies(partition)));
  }

  /** The partitions of which the hub has copies. Undefined while it is out of reach, as with `find`. */
  async partitions(): Promise<readonly PartitionId[] | undefined> {
    await this.#linked();
    if (performance.now() < this.#silentUntil) return undefined;
    const { connection, zone } = this.#options;
    return this.#inTime(() => unlessCut(copiedPartitions(connection, zone, HUB_DOMAIN)));
  }

  /** Waits, once for each run of a server, until the hub answers or has had its time. */
  async #linked(): Promise<void> {
    const server = this.#options.connection.nats.info?.server_id;
    if (server === this.#linkedServer) return;
    this.#linking ??= this.#awaitLink().finally(() => {
      this.#linkedServer = server;
      this.#linking = undefined;
    });
    await this.#linking;
  }

  async #awaitLink(): Promise<void> {
    const { serverAgeMs } = this.#options;
    const ageMs = (await serverAgeMs?.()) ?? 0;
    const deadline = performance.now() + LINK_WAIT_MS - ageMs;
    for (;;) {
      this.#silentUntil = 0;
      if (
        (await this.#inTime(() => unlessCut(this.#copies(0)))) !== undefined ||
        performance.now() > deadline
      )
        return;
      await pause(LINK_POLL_MS);
    }
  }

  async #inTime<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const late = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => late.resolve(undefined), ANSWER_TIMEOUT_MS);
    const found = await Promise.race([ask(), late.promise]).finally(() => clearTimeout(timer));
    if (found === undefined) this.#silentUntil = performance.now() + SILENT_MS;
    return found;
  }

  async #copies(partition: PartitionId): Promise<readonly LogCopy[]> {
    const { connection, zone } = this.#options;
    const copy = mirrorStream(zone, partition);
    const { streams } = await connection.jetStream(HUB_DOMAIN);
    const names: string[] = [];
    for await (const name of streams.names()) {
      if (name === copy || name.startsWith(`${copy}_ASIDE_`)) names.push(name);
    }
    const copies = await Promise.all(names.map((stream) => this.#copy(stream)));
    return copies.filter((each) => each !== undefined);
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

async function unlessCut<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isTransient(error)) return undefined;
    throw error;
  }
}
