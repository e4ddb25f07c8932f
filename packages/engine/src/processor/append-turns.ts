import { Alarm } from './alarm.ts';
import type { Clock } from './clock.ts';

export interface AppendTurnsOptions {
  readonly clock: Clock;
  /** How many appends, of all partitions together, may be under way at once. */
  readonly turnsMax: number;
  /** An append that takes longer keeps nobody waiting any more: its stream may be without a leader just now. */
  readonly patienceMs: number;
}

interface Turn {
  readonly until: number;
  isOver: boolean;
}

/**
 * Shares among the partitions of a node how many appends may be under way at once. Those that wait for their turn
 * decide meanwhile, so that records grow with the load: to sync, acknowledge and deliver a record costs nearly the
 * same for one decision as for fifty.
 */
export class AppendTurns {
  readonly #options: AppendTurnsOptions;
  readonly #alarm: Alarm;
  #waiting: ((end: () => void) => void)[] = [];
  /** The oldest first; what is over leaves when it is the first. */
  #turns: Turn[] = [];
  #underWay = 0;

  constructor(options: AppendTurnsOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.#expire());
  }

  /** Calls `begin` when it is its turn, which may be at once; it ends when `begin` calls what it is given. */
  request(begin: (end: () => void) => void): void {
    this.#waiting.push(begin);
    this.#next();
  }

  #next(): void {
    while (this.#underWay < this.#options.turnsMax) {
      const begin = this.#waiting.shift();
      if (begin === undefined) return;
      const turn: Turn = { until: this.#options.clock.now() + this.#options.patienceMs, isOver: false };
      this.#turns.push(turn);
      this.#underWay += 1;
      begin(() => this.#end(turn));
    }
    const oldest = this.#turns[0];
    if (this.#waiting.length > 0 && oldest !== undefined) this.#alarm.ringBy(oldest.until);
  }

  #end(turn: Turn): void {
    if (turn.isOver) return;
    this.#give(turn);
    this.#next();
  }

  #give(turn: Turn): void {
    turn.isOver = true;
    this.#underWay -= 1;
    while (this.#turns[0]?.isOver === true) this.#turns.shift();
  }

  #expire(): void {
    const now = this.#options.clock.now();
    for (let oldest = this.#turns[0]; oldest !== undefined && oldest.until <= now; oldest = this.#turns[0]) {
      this.#give(oldest);
    }
    this.#next();
  }
}
