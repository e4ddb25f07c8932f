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

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  hear(beat: NodeBeat, now: number): void {
    const before = this.#heard.get(beat.nodeId);
    const isKnown = before?.beat.instance === beat.instance && now - before.lastAt < this.#leaseMs;
    this.#heard.set(beat.nodeId, { beat, firstAt: isKnown ? before.firstAt : now, lastAt: now });
  }

  /** It took itself off the list. */
  forget(nodeId: string): void {
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

  /** How long the node has lived without a gap; 0 when it does not. */
  ageMs(nodeId: string, now: number): number {
    const heard = this.#heard.get(nodeId);
    return heard === undefined || now - heard.lastAt >= this.#leaseMs ? 0 : now - heard.firstAt;
  }
}
