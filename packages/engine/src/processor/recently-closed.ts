import type { ClosedFacts } from '../ports/closed-executions.ts';
import type { Position } from './group-commit.ts';

interface Recent extends ClosedFacts {
  readonly executionArn: string;
  readonly position: Position;
}

/**
 * The executions that were closed last, so that a projection may lag: it has to know only what was closed up to
 * `forgottenThrough`.
 */
export class RecentlyClosed {
  readonly #byArn = new Map<string, Recent>();
  /** The same in the order of their ends, as a ring: `#next` is the place of the oldest one. */
  readonly #ring: (Recent | undefined)[];
  #next = 0;
  #forgottenThrough: number;

  /** `executionsMax` 0: none is remembered, where names are never taken. */
  constructor(executionsMax: number, forgottenThrough: number) {
    this.#ring = new Array<Recent | undefined>(executionsMax).fill(undefined);
    this.#forgottenThrough = forgottenThrough;
  }

  /** The last record that closed an execution which is no longer remembered here. */
  get forgottenThrough(): number {
    return this.#forgottenThrough;
  }

  find(executionArn: string): ClosedFacts | undefined {
    return this.#byArn.get(executionArn);
  }

  /**
   * The record up to which a projection must have come to know all of a closed execution; undefined while its end
   * is not durable.
   */
  durableThrough(executionArn: string): number | undefined {
    const recent = this.#byArn.get(executionArn);
    return recent === undefined ? this.#forgottenThrough : recent.position.sequence;
  }

  note(executionArn: string, facts: ClosedFacts, position: Position): void {
    if (this.#ring.length === 0) return;
    const { startedAt, closedAt } = facts;
    const recent: Recent = { executionArn, startedAt, closedAt, position };
    this.#byArn.set(executionArn, recent);
    const oldest = this.#ring[this.#next];
    // One that is not durable yet is in nobody's projection: it stays, and the ring grows.
    if (oldest !== undefined && oldest.position.sequence === undefined) {
      this.#ring.splice(this.#next, 0, recent);
    } else {
      if (oldest?.position.sequence !== undefined) this.#forget(oldest, oldest.position.sequence);
      this.#ring[this.#next] = recent;
    }
    this.#next = (this.#next + 1) % this.#ring.length;
  }

  #forget(oldest: Recent, sequence: number): void {
    this.#forgottenThrough = Math.max(this.#forgottenThrough, sequence);
    if (this.#byArn.get(oldest.executionArn) === oldest) this.#byArn.delete(oldest.executionArn);
  }
}
