import {
  DEFINITIONS_BUCKET,
  EdgestepError,
  activityKey,
  revisionKey,
  stateMachineKey,
  type ActivityRecord,
  type DefinitionRecord,
  type RevisionRecord,
  type StateMachineRecord,
} from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { followBucket } from '../kv/follow-bucket.ts';
import type { KvEntry } from '../kv/kv-entry.ts';
import { Waiters } from './waiters.ts';

interface Known {
  readonly record: DefinitionRecord;
  readonly revision: number;
}

const WAIT_MS_DEFAULT = 5_000;

/**
 * All definitions, in memory, kept current from the bucket of the connection's own domain: the hub's own one, or a
 * zone's copy, which serves whether the hub is there or not. Reads cost nothing.
 */
export class DefinitionView implements AsyncDisposable {
  readonly #known = new Map<string, Known>();
  readonly #waiters = new Waiters();
  readonly #stop = new AbortController();
  readonly #connection: Connection;
  readonly #onTrouble: (message: string) => void;
  readonly #loop: Promise<void>;
  #lastRevision = 0;
  #isCurrent = false;

  /** Begins to follow the bucket, and waits for it where it does not exist yet. */
  constructor(connection: Connection, onTrouble: (message: string) => void = () => {}) {
    this.#connection = connection;
    this.#onTrouble = onTrouble;
    this.#loop = this.#follow(connection).catch((error: unknown) =>
      onTrouble(
        `the definitions cannot be followed: ${error instanceof Error ? error.message : String(error)}`,
      ),
    );
  }

  /** The revision of the newest write that the view shows: the bucket's sequence, equal at the hub and in every copy. */
  get lastRevision(): number {
    return this.#lastRevision;
  }

  /** True once the view has shown all that the bucket held. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  stateMachine(name: string): StateMachineRecord | undefined {
    const record = this.#known.get(stateMachineKey(name))?.record;
    return record?.kind === 'state-machine' ? record : undefined;
  }

  revision(revisionId: string): RevisionRecord | undefined {
    const record = this.#known.get(revisionKey(revisionId))?.record;
    return record?.kind === 'revision' ? record : undefined;
  }

  activity(name: string): ActivityRecord | undefined {
    const record = this.#known.get(activityKey(name))?.record;
    return record?.kind === 'activity' ? record : undefined;
  }

  *stateMachines(): Iterable<StateMachineRecord> {
    for (const { record } of this.#known.values()) if (record.kind === 'state-machine') yield record;
  }

  *activities(): Iterable<ActivityRecord> {
    for (const { record } of this.#known.values()) if (record.kind === 'activity') yield record;
  }

  /** The revision under which the key was written; 0 when it does not exist. */
  revisionOf(key: string): number {
    return this.#known.get(key)?.revision ?? 0;
  }

  /** Resolves when the view shows all that the bucket held. Fault: `timeout`. */
  async untilCurrent(timeoutMs: number): Promise<void> {
    await this.#until(() => this.#isCurrent, 'the definitions', timeoutMs);
  }

  /** Resolves when the view shows the write of this revision. Fault: `timeout`. */
  async waitForRevision(revision: number, timeoutMs: number = WAIT_MS_DEFAULT): Promise<void> {
    await this.#until(
      () => this.#lastRevision >= revision,
      `revision ${revision} of the definitions`,
      timeoutMs,
    );
  }

  /**
   * Resolves when the view shows all that the bucket of its own domain held when the call began: what another node of
   * the zone has shown, this one shows, too. Fault: `timeout`; JetStream's own when the server does not answer.
   */
  async catchUp(timeoutMs: number): Promise<void> {
    const { streams } = await this.#connection.jetStream();
    const { state } = await streams.info(bucketStream(DEFINITIONS_BUCKET));
    await this.waitForRevision(state.last_seq, timeoutMs);
  }

  /** The content of a state machine, waiting for one that is on its way; undefined when it does not come. */
  async waitForRevisionRecord(revisionId: string, timeoutMs: number): Promise<RevisionRecord | undefined> {
    await this.#waiters.until(() => this.revision(revisionId) !== undefined, timeoutMs);
    return this.revision(revisionId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async #until(condition: () => boolean, what: string, timeoutMs: number): Promise<void> {
    if (await this.#waiters.until(condition, timeoutMs)) return;
    throw new EdgestepError('timeout', `${what} did not arrive within ${timeoutMs} ms`);
  }

  async #follow(connection: Connection): Promise<void> {
    const watch = {
      onRecreated: () => {
        this.#known.clear();
        this.#lastRevision = 0;
        this.#isCurrent = false;
      },
      onCurrent: () => {
        this.#isCurrent = true;
        this.#waiters.look();
      },
    };
    for await (const entry of followBucket(connection, DEFINITIONS_BUCKET, this.#stop.signal, watch)) {
      this.#learn(entry);
      this.#waiters.look();
    }
  }

  #learn({ key, value, revision }: KvEntry): void {
    this.#lastRevision = revision;
    const record = value === undefined ? undefined : parseRecord(value);
    if (record !== undefined) {
      this.#known.set(key, { record, revision });
      return;
    }
    this.#known.delete(key);
    if (value !== undefined)
      this.#onTrouble(`the definition ${key} is not readable, and taken as if it were not there`);
  }
}

/** Undefined for what is no JSON: somebody wrote into the bucket by hand. */
function parseRecord(value: Uint8Array): DefinitionRecord | undefined {
  try {
    return JSON.parse(Buffer.from(value).toString()) as DefinitionRecord;
  } catch {
    return undefined;
  }
}
