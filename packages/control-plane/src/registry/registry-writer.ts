import { setTimeout as delay } from 'node:timers/promises';

import type { ApiHandlers } from '@edgestep/gateway';
import {
  REGISTRY_WRITES,
  type RegistryChange,
  type RegistryContext,
  type RegistryView,
  type RegistryWrite,
  type RegistryWriteOperation,
} from '@edgestep/registry';
import { ApiError, type DefinitionRecord } from '@edgestep/shared';

/** The bucket of definitions as the writer needs it. */
export interface DefinitionBucket {
  readonly view: RegistryView;
  /** The revision of a key that `view` shows; 0 for none. */
  revisionOf(key: string): number;
  /** Writes when the key is still at `expectedRevision`; `undefined` when somebody was faster. */
  put(key: string, record: DefinitionRecord, expectedRevision: number): Promise<number | undefined>;
  delete(key: string, expectedRevision: number): Promise<number | undefined>;
  /** Resolves when `view` shows what was written at `revision`. */
  waitForRevision(revision: number): Promise<void>;
}

const ATTEMPTS_MAX = 10;
/** What somebody else has written is in the view a moment later; the decision is taken anew then. */
const RETRY_MAX_MS = 50;

/**
 * Carries out what the registry decides. Decisions are taken one after another against the newest state; when
 * another control plane writes in between, the decision is taken anew.
 */
export class RegistryWriter {
  readonly #bucket: DefinitionBucket;
  #last: Promise<unknown> = Promise.resolve();

  constructor(bucket: DefinitionBucket) {
    this.#bucket = bucket;
  }

  /** The handlers of the operations that change the registry. */
  handlers(context: () => RegistryContext): ApiHandlers {
    const write =
      <K extends RegistryWriteOperation>(operation: K) =>
      (request: never) =>
        this.#inTurn(() =>
          this.#carryOut<object>((view) => REGISTRY_WRITES[operation](view, request, context())),
        );
    return Object.fromEntries(
      (Object.keys(REGISTRY_WRITES) as RegistryWriteOperation[]).map((operation) => [
        operation,
        write(operation),
      ]),
    ) as ApiHandlers;
  }

  /** Carries out what is no operation of the API. */
  change(decide: (view: RegistryView) => RegistryChange<object>): Promise<object> {
    return this.#inTurn(() => this.#carryOut(decide));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #carryOut<Response>(decide: (view: RegistryView) => RegistryChange<Response>): Promise<Response> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const { writes, response } = decide(this.#bucket.view);
      const revision = await this.#write(writes);
      if (revision === undefined) {
        await delay(Math.random() * RETRY_MAX_MS);
        continue;
      }
      await this.#bucket.waitForRevision(revision);
      return response;
    }
    throw new ApiError(
      'ConflictException',
      'Somebody else changes this resource at the same time. Try again.',
    );
  }

  /** The revision of the last write, 0 for none; `undefined` when somebody was faster. */
  async #write(writes: readonly RegistryWrite[]): Promise<number | undefined> {
    let revision = 0;
    for (const write of writes) {
      const expected = this.#bucket.revisionOf(write.key);
      const written =
        write.kind === 'put'
          ? await this.#bucket.put(write.key, write.record, expected)
          : await this.#bucket.delete(write.key, expected);
      if (written === undefined) return undefined;
      revision = written;
    }
    return revision;
  }
}
