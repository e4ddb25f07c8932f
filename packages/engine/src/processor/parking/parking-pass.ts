import { executionText } from '../../state/snapshot/snapshot-format.ts';
import type { Clock } from '../clock.ts';
import type { OpenExecutions } from '../open-executions.ts';
import type { Slot } from '../slot.ts';
import { examine, type SweepMemory } from '../sweep.ts';
import type { TimerQueue } from '../timer-queue.ts';
import { waitOf } from './wait-summary.ts';

/** So many are looked at, or parked, before everything else gets its turn. */
const LOOKED_AT_AT_ONCE = 5_000;
const PARKED_AT_ONCE = 250;

export interface ParkingPassOptions {
  readonly clock: Clock;
  /** How long nothing must have happened to an execution; a pass is made as often. 0: `run` is called instead. */
  readonly idleMs: number;
  /** Those in memory. To park one throws when it can't be put anywhere: it then stays. */
  readonly executions: Pick<OpenExecutions, 'slots' | 'park'>;
  readonly timers: TimerQueue;
  /** The newest record that is durable and whose effects are on their way. */
  readonly durableSequence: () => number;
  readonly onFault: (fault: unknown) => void;
}

/** Parks executions to which nothing has happened since the pass before. */
export class ParkingPass implements Disposable {
  readonly #options: ParkingPassOptions;
  /** The sweep notes here what it does not park. */
  readonly #memory: SweepMemory = new WeakMap();
  #timer: Disposable | undefined;
  #underWay: Iterator<Slot> | undefined;

  constructor(options: ParkingPassOptions) {
    this.#options = options;
    if (options.idleMs > 0) this.#next(options.idleMs);
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
  }

  /** Parks all that is at rest, at once. */
  run(): void {
    for (const slot of this.#options.executions.slots()) {
      if (this.#isAtRest(slot)) this.#park(slot);
    }
  }

  #next(delayMs: number): void {
    this.#timer = this.#options.clock.setTimer(delayMs, () => {
      const isDone = this.#continue();
      this.#next(isDone ? this.#options.idleMs : 0);
    });
  }

  /** Goes on with the pass that is under way, or begins one. Answers whether it is through. */
  #continue(): boolean {
    this.#underWay ??= this.#options.executions.slots()[Symbol.iterator]();
    let parked = 0;
    for (let seen = 0; seen < LOOKED_AT_AT_ONCE && parked < PARKED_AT_ONCE; seen += 1) {
      const { value: slot, done } = this.#underWay.next();
      if (done === true) {
        this.#underWay = undefined;
        return true;
      }
      if (this.#isIdle(slot) && this.#park(slot)) parked += 1;
    }
    return false;
  }

  /** At rest now, and already when the pass before came by. */
  #isIdle(slot: Slot): boolean {
    const wasHere = slot.idleAt === slot.position;
    slot.idleAt = slot.position;
    return wasHere && this.#isAtRest(slot);
  }

  #isAtRest(slot: Slot): boolean {
    const { state, queue, closed, position } = slot;
    if (state === undefined || queue !== undefined || closed !== undefined || slot.deciding) return false;
    // E1: its effects are on their way when the record that calls for them was released.
    return position.sequence !== undefined && position.sequence <= this.#options.durableSequence();
  }

  /** Answers whether it is parked now. What is about to be woken, or is not in order (E4), is not. */
  #park(slot: Slot): boolean {
    const { timers, clock, idleMs } = this.#options;
    const { state, position, executionArn } = slot;
    if (state === undefined || position.sequence === undefined) return false;
    const wait = waitOf(state);
    if (wait === undefined || examine(slot, timers, this.#memory) !== undefined) return false;
    const set = timers.of(executionArn);
    const soon = clock.now() + idleMs;
    if (set.some(({ dueAt }) => dueAt <= soon)) return false;
    try {
      this.#options.executions.park(slot, {
        executionArn,
        mapRunArn: state.mapRun?.mapRunArn,
        sequence: position.sequence,
        wait,
        timers: set,
        beats: slot.beats(),
        text: executionText(state),
      });
    } catch (fault) {
      this.#options.onFault(fault);
      return false;
    }
    timers.clearExecution(executionArn);
    return true;
  }
}
