import type { ChoiceState } from './choice-state.ts';
import type { FailState } from './fail-state.ts';
import type { MapState } from './map-state.ts';
import type { ParallelState } from './parallel-state.ts';
import type { PassState } from './pass-state.ts';
import type { SucceedState } from './succeed-state.ts';
import type { TaskState } from './task-state.ts';
import type { WaitState } from './wait-state.ts';

/** A state, discriminated by `type`. */
export type StateDefinition =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;
