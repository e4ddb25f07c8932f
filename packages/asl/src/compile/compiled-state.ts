import type { BlockStart, Json, JsonObject, StateType, TaskTarget } from '@edgestep/shared';

import type { Retrier } from '../definition/retrier.ts';
import type { Evaluation } from './evaluation.ts';
import type { StateExit } from './state-exit.ts';

/** A state, compiled. */
export type CompiledState =
  | CompiledTask
  | CompiledPass
  | CompiledChoice
  | CompiledWait
  | CompiledSucceed
  | CompiledFail
  | CompiledParallel
  | CompiledMap;

interface CompiledStateBase {
  readonly type: StateType;
  readonly name: string;
}

/** A state whose work can fail and be tried again. */
export interface CompiledRecovery {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly CompiledCatcher[];
}

export interface CompiledCatcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  /** Reads `errorOutput` of the scope. */
  readonly exit: Evaluation<StateExit>;
}

/** The states that wait for work done elsewhere. */
export type RecoverableState = CompiledTask | CompiledParallel | CompiledMap;

export interface CompiledTask extends CompiledStateBase, CompiledRecovery {
  readonly type: 'Task';
  readonly target: TaskTarget;
  readonly call: Evaluation<TaskCall>;
  /** Reads `result` of the scope. */
  readonly exit: Evaluation<StateExit>;
  /** Absent: the block ends here. */
  readonly next: string | undefined;
}

/** What is handed out with a task. */
export interface TaskCall {
  readonly parameters: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly credentials: JsonObject | undefined;
}

export interface CompiledPass extends CompiledStateBase {
  readonly type: 'Pass';
  readonly exit: Evaluation<StateExit>;
  readonly next: string | undefined;
}

export interface CompiledChoice extends CompiledStateBase {
  readonly type: 'Choice';
  readonly choose: Evaluation<Chosen>;
}

/** The rule that matched, or the default. */
export interface Chosen extends StateExit {
  readonly next: string;
}

export interface CompiledWait extends CompiledStateBase {
  readonly type: 'Wait';
  readonly delay: Evaluation<Json>;
  /** When the wait ends, in milliseconds since the epoch. Throws QueryFailure for a value that names no time. */
  dueAt(delay: Json, nowMs: number): number;
  readonly exit: Evaluation<StateExit>;
  readonly next: string | undefined;
}

export interface CompiledSucceed extends CompiledStateBase {
  readonly type: 'Succeed';
  readonly exit: Evaluation<StateExit>;
}

export interface CompiledFail extends CompiledStateBase {
  readonly type: 'Fail';
  readonly failure: Evaluation<FailureFields>;
}

export interface FailureFields {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export interface CompiledParallel extends CompiledStateBase, CompiledRecovery {
  readonly type: 'Parallel';
  readonly branches: readonly BlockStart[];
  /** What every branch gets as input. */
  readonly branchInput: Evaluation<Json>;
  /** Reads `result` of the scope: the outputs of the branches. */
  readonly exit: Evaluation<StateExit>;
  readonly next: string | undefined;
}

export interface CompiledMap extends CompiledStateBase, CompiledRecovery {
  readonly type: 'Map';
  readonly itemProcessor: BlockStart;
  readonly items: Evaluation<MapItems>;
  /** An iteration's input, made of `$$.Map.Item`. Undefined: the item itself. */
  readonly itemSelector: Evaluation<Json> | undefined;
  /** Reads `result` of the scope: the outputs of the iterations. */
  readonly exit: Evaluation<StateExit>;
  readonly next: string | undefined;
}

/** What a Map iterates over, and how. */
export interface MapItems {
  readonly items: readonly Json[];
  /** 0: as many as the language allows. */
  readonly maxConcurrency: number;
}
