import type { Effect } from '../effects/effect.ts';
import type { Clock } from './clock.ts';
import type { ParkedExecutions } from './parking/parked-executions.ts';
import type { Slot } from './slot.ts';
import { examine, type SweepFinding, type SweepMemory } from './sweep.ts';
import type { TimerQueue } from './timer-queue.ts';

export interface SweeperOptions {
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly slots: () => Iterable<Slot>;
  /** Open executions outside of the heap; absent where none is parked. */
  readonly parked: Pick<ParkedExecutions, 'unsound'> | undefined;
  readonly timers: TimerQueue;
  readonly perform: (effects: readonly Effect[]) => void;
  readonly onFinding: (finding: SweepFinding) => void;
  /** All have been looked at. */
  readonly onSwept: () => void;
}

/** Sweeps over the open executions again and again (E4), and repairs what it finds. */
export class Sweeper implements Disposable {
  readonly #options: SweeperOptions;
  readonly #memory: SweepMemory = new WeakMap();
  #timer: Disposable;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#timer = this.#schedule();
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
  }

  #schedule(): Disposable {
    return this.#options.clock.setTimer(this.#options.intervalMs, () => {
      this.#timer = this.#schedule();
      this.#sweep();
    });
  }

  #sweep(): void {
    for (const slot of this.#options.slots()) {
      const found = examine(slot, this.#options.timers, this.#memory);
      if (found === undefined) continue;
      if (found.finding !== undefined) this.#options.onFinding(found.finding);
      this.#options.perform(found.repair);
    }
    // To go on wakes it, with the timers that it had; what is wrong then is found by the next sweep.
    for (const finding of this.#options.parked?.unsound(this.#options.clock.now()) ?? []) {
      this.#options.onFinding(finding);
      this.#options.perform([{ kind: 'Continue', executionArn: finding.executionArn }]);
    }
    this.#options.onSwept();
  }
}
