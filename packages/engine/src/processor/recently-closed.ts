import type { ClosedFacts } from '../ports/closed-executions.ts';
import type { Position } from './group-commit.ts';

interface Recent extends ClosedFacts {
  readonly position: Position;
}

/**
 * The executions that were closed last, so that a projection may lag: it has to know only what was closed up to
 * `forgottenThrough`.
 */
export class RecentlyClosed {
  readonly #executionsMax: number;
  readonly #recent = new Map<string, Recent>();
  #forgottenThrough: number;

  constructor(executionsMax: number, forgottenThrough: number) {
    this.#executionsMax = executionsMax;
    this.#forgottenThrough = forgottenThrough;
  }

  /** The last record that closed an execution which is no longer remembered here. */
  get forgottenThrough(): number {
    return this.#forgottenThrough;
  }

  find(executionArn: string): ClosedFacts | undefined {
    return this.#recent.get(executionArn);
  }

  note(executionArn: string, facts: ClosedFacts, position: Position): void {
    this.#recent.set(executionArn, { ...facts, position });
    for (const [oldest, { position: at }] of this.#recent) {
      // One that is not durable yet is kept: no projection could know it.
      if (this.#recent.size <= this.#executionsMax || at.sequence === undefined) return;
      this.#recent.delete(oldest);
      this.#forgottenThrough = Math.max(this.#forgottenThrough, at.sequence);
    }
  }
}
