import { DEFINITIONS_BUCKET, type DefinitionRecord } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { ensureBucket } from '../kv/ensure-bucket.ts';
import { KvBucket, type KvWrite } from '../kv/kv-bucket.ts';
import { withDeadline } from '../retry/deadline.ts';
import { DefinitionView } from './definition-view.ts';

const WRITE_TIMEOUT_MS = 10_000;

export interface DefinitionStoreOptions {
  /** A connection to the hub's server. */
  readonly connection: Connection;
  /** How many of the hub's servers keep the bucket; 1 when absent. */
  readonly replicas?: number;
  readonly onTrouble?: (message: string) => void;
}

/** The hub's bucket of definitions: what the control plane writes, and every zone mirrors. */
export class DefinitionStore implements AsyncDisposable {
  readonly view: DefinitionView;
  readonly #bucket: KvBucket;

  private constructor(options: DefinitionStoreOptions) {
    this.view = new DefinitionView(options.connection, options.onTrouble);
    this.#bucket = new KvBucket(options.connection, DEFINITIONS_BUCKET);
  }

  /** Makes the bucket unless it is there, and resolves when `view` shows it. Fault: `timeout`. */
  static async open(options: DefinitionStoreOptions): Promise<DefinitionStore> {
    await withDeadline(WRITE_TIMEOUT_MS, 'opening the definitions', (signal) =>
      ensureBucket(
        options.connection,
        {
          bucket: DEFINITIONS_BUCKET,
          description: 'Edgestep: state machines, their contents, and activities',
          storage: 'file',
          replicas: options.replicas ?? 1,
        },
        signal,
      ),
    );
    const store = new DefinitionStore(options);
    await store.view.untilCurrent(WRITE_TIMEOUT_MS);
    return store;
  }

  /** The revision of a key that `view` shows; 0 for none. */
  revisionOf(key: string): number {
    return this.view.revisionOf(key);
  }

  /**
   * Writes the record if the key is still at `expectedRevision`, 0 for one that does not exist. Answers the new
   * revision; undefined when somebody was faster. Fault: `timeout`.
   */
  async put(key: string, record: DefinitionRecord, expectedRevision: number): Promise<number | undefined> {
    const value = Buffer.from(JSON.stringify(record));
    return revisionOf(
      await withDeadline(WRITE_TIMEOUT_MS, `writing ${key}`, (signal) =>
        this.#bucket.put(key, value, expectedRevision, signal),
      ),
    );
  }

  /** Deletes the key, under the same condition. */
  async delete(key: string, expectedRevision: number): Promise<number | undefined> {
    return revisionOf(
      await withDeadline(WRITE_TIMEOUT_MS, `deleting ${key}`, (signal) =>
        this.#bucket.delete(key, expectedRevision, signal),
      ),
    );
  }

  /** Resolves when `view` shows what was written at `revision`. Fault: `timeout`. */
  async waitForRevision(revision: number): Promise<void> {
    await this.view.waitForRevision(revision);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.view[Symbol.asyncDispose]();
  }
}

function revisionOf(write: KvWrite): number | undefined {
  return write.kind === 'written' ? write.revision : undefined;
}
