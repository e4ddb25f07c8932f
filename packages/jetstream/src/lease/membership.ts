import type { NodeBeat } from './lease-records.ts';

interface Heard {
  readonly beat: NodeBeat;
  readonly firstAt: number;
  readonly lastAt: number;
}

/**
 * Which nodes live, as this node hears them. Times are of its own monotonic clock, in milliseconds: no clock of
 * another machine is ever compared. A node lives while its last beat was heard less than `leaseMs` ago.
 */
export class Membership {
  readonly #leaseMs: number;
  readonly #heard = new Map<string, Heard>();
  /** When a node began to leave, or took itself off the list. */
  #leftAt = Number.NEGATIVE_INFINITY;

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  hear(beat: NodeBeat, now: number): void {
    const before = this.#heard.get(beat.nodeId);
    if (before !== undefined && before.beat.state !== beat.state) this.#leftAt = now;
    const isKnown = before?.beat.instance === beat.instance && now - before.lastAt < this.#leaseMs;
    this.#heard.set(beat.nodeId, { beat, firstAt: isKnown ? before.firstAt : now, lastAt: now });
  }

  /** It took itself off the list. */
  forget(nodeId: string, now: number): void {
    if (this.#heard.get(nodeId)?.beat.state === 'serving') this.#leftAt = now;
    this.#heard.delete(nodeId);
  }

  /** Nothing could be heard since `since`, through no fault of the others: everybody who lived then gets a new chance. */
  grantGrace(since: number, now: number): void {
    for (const { nodeId } of this.live(since)) {
      const heard = this.#heard.get(nodeId);
      if (heard !== undefined) this.#heard.set(nodeId, { ...heard, lastAt: now });
    }
  }

  live(now: number): readonly NodeBeat[] {
    return [...this.#heard.values()]
      .filter(({ lastAt }) => now - lastAt < this.#leaseMs)
      .map(({ beat }) => beat);
  }

  /** True while this very run of the node lives. */
  isLive(nodeId: string, instance: string, now: number): boolean {
    const heard = this.#heard.get(nodeId);
    return heard?.beat.instance === instance && now - heard.lastAt < this.#leaseMs;
  }

  /** For how long the nodes that serve have been the same: nobody came, was started again, left or fell silent. */
  settledMs(now: number): number {
    const changes = [...this.#heard.values()].map(({ firstAt, lastAt }) =>
      now - lastAt < this.#leaseMs ? firstAt : lastAt + this.#leaseMs,
    );
    return now - Math.max(this.#leftAt, ...changes);
  }
}
