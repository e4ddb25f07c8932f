import type { LogSource } from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';
import { EdgestepError } from '@edgestep/shared';

/**
 * How long a copy may be damaged before that is an error. A server that feeds copies may leave records out after it,
 * or the hub's, was killed; the copy is then made anew, which takes some seconds (`MirrorKeeper`).
 */
const HEALING_MS = 15_000;

/** Tells in the log why the index of a zone does not go on. */
export class DamagedCopies {
  readonly #log: Pick<Logger, 'warn' | 'error'>;
  readonly #now: () => number;
  /** Since when each copy has been damaged without a record that could be read since. */
  readonly #since = new Map<string, number>();

  constructor(log: Pick<Logger, 'warn' | 'error'>, now: () => number = () => performance.now()) {
    this.#log = log;
    this.#now = now;
  }

  /** `wasDamaged`: it was so before, and nothing could be read since. */
  tell(error: unknown, source: LogSource, wasDamaged: boolean): void {
    const fields = { err: error, ...source };
    if (!(error instanceof EdgestepError) || error.code !== 'log-damaged') {
      this.#log.error(fields, 'the projection of a zone was interrupted');
      return;
    }
    const key = `${source.zone} ${source.partition}`;
    const since = wasDamaged ? (this.#since.get(key) ?? this.#now()) : this.#now();
    this.#since.set(key, since);
    if (this.#now() - since < HEALING_MS) {
      this.#log.warn(fields, "the hub's copy of a log is damaged: it is made anew if the zone has all of it");
    } else this.#log.error(fields, "the hub's copy of a log stays damaged");
  }
}
