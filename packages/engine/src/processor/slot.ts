import type { CompiledMachine } from '@edgestep/asl';
import type { CommandAnswer, EpochMs, ExecutionCommand } from '@edgestep/shared';

import type { HeartbeatLedger } from '../decide/decision.ts';
import type { ClosedExecutionState } from '../decide/redrive-execution.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { Position } from './group-commit.ts';
import type { TaskBeat } from './parking/parked-format.ts';

/** A command that was not decided yet, and who waits for its answer. */
export interface Pending {
  readonly command: ExecutionCommand;
  readonly settle: ((answer: CommandAnswer) => void) | undefined;
}

/** The place of one execution in the processor's memory, from its start to its end. */
export class Slot implements HeartbeatLedger {
  readonly executionArn: string;
  /** Undefined while its start is being decided. */
  state: ExecutionState | undefined;
  /** A closed execution that was read back for its redrive; undefined once that is decided. */
  closed: ClosedExecutionState | undefined;
  machine: CompiledMachine | undefined;
  /** Where the newest event of `state` is, or will be. */
  position: Position;
  /** Commands that wait for the one under way; undefined when none is: decisions of one execution never overlap. */
  queue: Pending[] | undefined;
  /** The state is in the midst of a turn that waits for an evaluation: not to be read. */
  deciding = false;
  /** The position at which it was seen to be idle last. */
  idleAt: Position | undefined;
  #beats: Map<number, EpochMs> | undefined;

  constructor(executionArn: string, state: ExecutionState | undefined, position: Position) {
    this.executionArn = executionArn;
    this.state = state;
    this.position = position;
  }

  last(taskId: number): EpochMs | undefined {
    return this.#beats?.get(taskId);
  }

  beat(taskId: number, at: EpochMs): void {
    this.#beats ??= new Map();
    this.#beats.set(taskId, at);
  }

  beats(): readonly TaskBeat[] {
    return this.#beats === undefined ? [] : [...this.#beats];
  }
}
