import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import { isTransient } from '../retry/transient.ts';
import {
  canFeedDurably,
  ensureFeed,
  ensureMirror,
  flawOf,
  isContained,
  isOtherOrigin,
  isReplaceable,
  type MirrorPair,
} from './ensure-mirror.ts';
import type { MirrorHealth, MirrorSpec } from './mirror-spec.ts';
import { setAside } from './set-aside.ts';

export interface MirrorKeeperOptions {
  readonly connection: Connection;
  readonly mirrors: readonly MirrorSpec[];
  /**
   * What to do with a copy whose origin was made anew. `set-aside`: it may be all that is left of what the origin
   * lost, so it is kept under another name. `replace`: the origin is right, whatever it holds, if it holds anything.
   */
  readonly onOtherOrigin: 'set-aside' | 'replace';
  readonly onTrouble: (message: string) => void;
}

const CHECK_INTERVAL_MS = 1_000;
/** When all is well. */
const CALM_CHECK_INTERVAL_MS = 3_000;
/** An origin counts as another one only when it looks so twice, with so much time between. */
const CONFIRM_MS = 1_000;
/** A copy that does not grow for so long, though its origin has more, gets its consumer again; … */
const STALLED_MS = 15_000;
/** … and is made anew when that did not help, if nothing is lost by it. */
const HOPELESS_MS = 60_000;

/**
 * Sets mirrors up as soon as their origin answers, watches them by sequence, and gets those going again that don't
 * resume by themselves (demand 4). Runs until it is disposed of.
 */
export class MirrorKeeper implements AsyncDisposable {
  readonly #options: MirrorKeeperOptions;
  readonly #mirrors: MirrorSpec[];
  readonly #health = new Map<string, MirrorHealth>();
  readonly #progress = new Map<string, { readonly sequence: number; readonly at: number }>();
  /** Empty origins, by when they were made, against which copies are kept: each is told of once. */
  readonly #keptAgainst = new Map<string, string>();
  readonly #stop = new AbortController();
  readonly #loop: Promise<void>;

  constructor(options: MirrorKeeperOptions) {
    this.#options = options;
    this.#mirrors = [...options.mirrors];
    this.#loop = this.#run();
  }

  /** How each mirror does, by the name of its copy. */
  get health(): ReadonlyMap<string, MirrorHealth> {
    return this.#health;
  }

  /** Keeps further mirrors, too. */
  add(mirrors: readonly MirrorSpec[]): void {
    this.#mirrors.push(...mirrors);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      for (const spec of this.#mirrors) {
        if (signal.aborted) return;
        await this.#check(spec);
        // One that is out of reach speaks for all of its domain.
        if (this.#health.get(spec.copy)?.kind === 'unreachable') break;
      }
      const isCalm = [...this.#health.values()].every(({ kind }) => kind === 'following');
      await pause(isCalm ? CALM_CHECK_INTERVAL_MS : CHECK_INTERVAL_MS, signal);
    }
  }

  async #check(spec: MirrorSpec): Promise<void> {
    try {
      this.#health.set(spec.copy, await this.#keep(spec));
    } catch (error) {
      this.#health.set(spec.copy, { kind: 'unreachable' });
      if (!isTransient(error) && !this.#stop.signal.aborted) {
        this.#options.onTrouble(`${spec.copy}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  async #keep(spec: MirrorSpec): Promise<MirrorHealth> {
    const pair = await ensureMirror(this.#options.connection, spec);
    if (pair === undefined) return { kind: 'no-origin' };
    if (isOtherOrigin(pair)) {
      if (this.#keepsAgainst(spec, pair)) return { kind: 'no-origin' };
      await this.#beginAnew(spec);
      return { kind: 'following', lag: pair.origin.state.last_seq };
    }
    const flaw = flawOf(spec, pair);
    if (flaw !== undefined && isReplaceable(pair)) {
      this.#options.onTrouble(`${spec.copy} ${flaw}: it is replaced`);
      await this.#replace(spec);
      return { kind: 'following', lag: pair.origin.state.last_seq };
    }
    const lag = pair.origin.state.last_seq - pair.copy.state.last_seq;
    const idleMs = this.#idleMs(spec, pair, lag);
    if (idleMs < STALLED_MS) return { kind: 'following', lag };
    await this.#restart(spec, pair, idleMs);
    return { kind: 'stalled', lag };
  }

  /** An origin that is right whatever it holds, and holds nothing, has lost its disk: the copy is what is left. */
  #keepsAgainst(spec: MirrorSpec, { origin, copy }: MirrorPair): boolean {
    const { onOtherOrigin, onTrouble } = this.#options;
    const { stream, domain } = spec.origin;
    if (onOtherOrigin === 'set-aside' || origin.state.messages > 0 || copy.state.messages === 0) return false;
    if (this.#keptAgainst.get(spec.copy) !== origin.created) {
      this.#keptAgainst.set(spec.copy, origin.created);
      onTrouble(
        `${stream} of ${domain} was made anew and is empty: ${spec.copy} is kept as it is until it holds something`,
      );
    }
    return true;
  }

  /** For how long the copy has not grown although there is more. */
  #idleMs(spec: MirrorSpec, pair: MirrorPair, lag: number): number {
    const now = performance.now();
    const sequence = pair.copy.state.last_seq;
    const before = this.#progress.get(spec.copy);
    if (before !== undefined && before.sequence === sequence && lag > 0) return now - before.at;
    this.#progress.set(spec.copy, { sequence, at: now });
    return 0;
  }

  async #restart(spec: MirrorSpec, pair: MirrorPair, idleMs: number): Promise<void> {
    const { connection, onTrouble } = this.#options;
    onTrouble(`${spec.copy} has not grown for ${Math.round(idleMs / 1000)} s though its origin has more`);
    if (canFeedDurably(connection, pair.origin)) await ensureFeed(connection, spec);
    if (idleMs < HOPELESS_MS || !isReplaceable(pair)) return;
    await this.#replace(spec);
  }

  async #beginAnew(spec: MirrorSpec): Promise<void> {
    const { connection, onOtherOrigin, onTrouble } = this.#options;
    // A server that led the origin and does not know yet that another one does, tells of an older state.
    await pause(CONFIRM_MS, this.#stop.signal);
    const pair = await ensureMirror(connection, spec);
    if (pair === undefined || !isOtherOrigin(pair)) return;
    const { stream, domain } = spec.origin;
    if (onOtherOrigin === 'replace' || isReplaceable(pair) || (await isContained(connection, spec, pair))) {
      onTrouble(`${stream} of ${domain} was made anew: ${spec.copy} is replaced`);
      return this.#replace(spec);
    }
    const aside = await setAside(connection, spec.copy, this.#stop.signal);
    onTrouble(`${stream} of ${domain} was made anew: what ${spec.copy} held is kept as ${aside}`);
    await this.#replace(spec);
  }

  async #replace(spec: MirrorSpec): Promise<void> {
    const { streams } = await this.#options.connection.jetStream();
    await streams.delete(spec.copy).catch(() => undefined);
    this.#progress.delete(spec.copy);
    await ensureMirror(this.#options.connection, spec);
  }
}
