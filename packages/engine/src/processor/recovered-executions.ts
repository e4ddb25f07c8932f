import type { EpochMs } from '@edgestep/shared';

import { pendingEffects } from '../effects/pending-effects.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import { executionText, parseExecution } from '../state/snapshot/snapshot-format.ts';
import type { ParkedExecutions } from './parking/parked-executions.ts';
import { waitOf } from './parking/wait-summary.ts';

/** So many are brought back by the log before they are looked through for what may be parked. */
const RECOVERED_AT_ONCE = 2_000;

export interface RecoveredExecution {
  readonly state: ExecutionState;
  /** The record that holds its newest event. */
  readonly sequence: number;
}

/** Where a recovery puts executions that merely wait. */
export interface RecoveryParking {
  readonly parked: ParkedExecutions;
  /** From when heartbeats count. */
  readonly aliveSince: EpochMs;
  readonly onFault: (fault: unknown) => void;
}

/** The executions of a recovery, while it goes on: those that merely wait are parked on the way. */
export class RecoveredExecutions {
  readonly open = new Map<string, RecoveredExecution>();
  readonly closed = new Map<string, RecoveredExecution>();
  readonly #snapshotSequence: number;
  readonly #parking: RecoveryParking | undefined;
  #mayPark: boolean;
  /** Up to which record an execution contains its events, where that is behind the snapshot's own. */
  readonly #takenDownAt = new Map<string, number>();
  /** How many of the open ones could not be parked when they were looked through last. */
  #staying = 0;

  constructor(snapshotSequence: number, parking: RecoveryParking | undefined) {
    this.#snapshotSequence = snapshotSequence;
    this.#parking = parking;
    this.#mayPark = parking !== undefined;
  }

  /** An execution's line of the snapshot; the last of several counts. */
  putText(sequence: number, text: Uint8Array): void {
    const state = parseExecution(text);
    const { executionArn } = state;
    if (sequence > this.#snapshotSequence) this.#takenDownAt.set(executionArn, sequence);
    this.#parking?.parked.forget(executionArn);
    this.put({ state, sequence });
    if (this.#park({ state, sequence }, text)) this.open.delete(executionArn);
  }

  put(execution: RecoveredExecution): void {
    const { executionArn, status } = execution.state;
    const isOpen = status.kind === 'RUNNING';
    (isOpen ? this.open : this.closed).set(executionArn, execution);
    (isOpen ? this.closed : this.open).delete(executionArn);
  }

  /** Its state, in memory from now on. */
  find(executionArn: string): ExecutionState | undefined {
    const known = this.open.get(executionArn) ?? this.closed.get(executionArn);
    return known === undefined ? this.#parking?.parked.wake(executionArn)?.state : known.state;
  }

  /** The record up to which the snapshot contained the execution's events; 0 when it is all the same. */
  takenDownAt(executionArn: string): number {
    return this.#takenDownAt.get(executionArn) ?? 0;
  }

  /** Parks what can be, when there is much of it. */
  parkSome(): void {
    if (this.open.size - this.#staying > RECOVERED_AT_ONCE) this.parkAll();
  }

  /** Parks what can be. */
  parkAll(): void {
    for (const [executionArn, execution] of this.open) {
      if (this.#park(execution, undefined)) this.open.delete(executionArn);
    }
    this.#staying = this.open.size;
  }

  /** Answers whether it could be parked. `text`: of its state, when it is at hand. */
  #park({ state, sequence }: RecoveredExecution, text: Uint8Array | undefined): boolean {
    const wait = this.#mayPark ? waitOf(state) : undefined;
    if (this.#parking === undefined || wait === undefined) return false;
    const { parked, aliveSince, onFault } = this.#parking;
    const timers = pendingEffects(state, aliveSince).flatMap((effect) =>
      effect.kind === 'SetTimer' ? [effect.timer] : [],
    );
    try {
      parked.park({
        executionArn: state.executionArn,
        mapRunArn: state.mapRun?.mapRunArn,
        sequence,
        wait,
        timers,
        beats: [],
        text: text ?? executionText(state),
      });
      return true;
    } catch (fault) {
      // Whatever the medium has against it: the partition can be recovered without it.
      onFault(fault);
      this.#mayPark = false;
      return false;
    }
  }
}
