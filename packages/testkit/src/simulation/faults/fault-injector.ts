import type { SeededRandom } from '../core/seeded-random.ts';
import { FAULT_KINDS, type FaultKind, type FaultRates, type DrawnFault } from './fault-rates.ts';

/** What can be done to a world. */
export type FaultActions = {
  readonly [K in Exclude<FaultKind, DrawnFault>]: () => void;
};

/** How often the dice are thrown. */
const TICK_MS = 250;

export interface InjectorOptions {
  readonly random: SeededRandom;
  readonly rates: FaultRates;
  readonly actions: FaultActions;
  readonly after: (delayMs: number, action: () => void) => void;
  readonly onFault: (kind: FaultKind) => void;
}

/** Breaks things at random, by the rates, until it is told to stop. */
export class FaultInjector {
  readonly #options: InjectorOptions;
  #isOver = false;

  constructor(options: InjectorOptions) {
    this.#options = options;
  }

  begin(): void {
    if (this.#isOver) return;
    for (const kind of FAULT_KINDS) this.#draw(kind);
    this.#options.after(TICK_MS, () => this.begin());
  }

  /** From now on nothing breaks any more. */
  end(): void {
    this.#isOver = true;
    for (const kind of FAULT_KINDS) this.#options.rates[kind] = 0;
  }

  #draw(kind: FaultKind): void {
    const { random, rates, actions, onFault } = this.#options;
    if (!(kind in actions) || !random.chance((rates[kind] * TICK_MS) / 1_000)) return;
    onFault(kind);
    actions[kind as keyof FaultActions]();
  }
}
