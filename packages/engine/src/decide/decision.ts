import type { CompiledMachine, EvaluationPort } from '@edgestep/asl';
import type { EpochMs, ExecutionEvent, Rejection, TaskAddress } from '@edgestep/shared';

import type { Effect } from '../effects/effect.ts';
import type { ExecutionState } from '../state/execution-state.ts';

/** Everything that a decision takes from outside: time, chance and keys arrive with the command. */
export interface DecideEnvironment {
  readonly now: EpochMs;
  /** The definition that the execution runs. */
  readonly machine: CompiledMachine;
  readonly port: EvaluationPort;
  readonly heartbeats: HeartbeatLedger;
  /** Signs a task token; synchronous, for it may be evaluated in the midst of a turn. */
  taskToken(address: TaskAddress): string;
}

/** The last signs of life of an execution's tasks, by task id. They are no events: an owner forgets them with its ownership. */
export interface HeartbeatLedger {
  last(taskId: number): EpochMs | undefined;
  beat(taskId: number, at: EpochMs): void;
}

/**
 * What a command comes to. Its events are applied to `state` already (E3); nothing of its effects may happen
 * before they are durable (E1).
 */
export interface Decision {
  readonly kind: 'decision';
  readonly state: ExecutionState;
  readonly events: readonly ExecutionEvent[];
  readonly effects: readonly Effect[];
  /** Goes into `Accepted.at`. */
  readonly at: EpochMs;
  /** About how many bytes the events take, serialised. */
  readonly bytes: number;
  /** Our own code failed; the execution was ended for it. To be reported, never to stop the process. */
  readonly fault: unknown;
}

export type Outcome = Decision | Rejection;

/** A decision that waits for a JSONata evaluation is a promise; no other ever is. Decisions of one execution must not overlap. */
export type Decided = Outcome | Promise<Outcome>;
