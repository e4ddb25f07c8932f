import { isJsonObject, type Json, type StateType } from '@edgestep/shared';

import { readChoiceState, type ChoiceState } from './choice-state.ts';
import { readFailState, type FailState } from './fail-state.ts';
import { readMapState, type MapState } from './map-state.ts';
import type { QueryLanguage } from './query-language.ts';
import { isStateType, languageOf } from './shape/check-state.ts';
import type { StateSource } from './state-base.ts';
import { readParallelState, type ParallelState } from './parallel-state.ts';
import { readPassState, type PassState } from './pass-state.ts';
import { readSucceedState, type SucceedState } from './succeed-state.ts';
import { readTaskState, type TaskState } from './task-state.ts';
import { readWaitState, type WaitState } from './wait-state.ts';

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

const readers = {
  Task: readTaskState,
  Pass: readPassState,
  Choice: readChoiceState,
  Wait: readWaitState,
  Succeed: readSucceedState,
  Fail: readFailState,
  Parallel: readParallelState,
  Map: readMapState,
} satisfies { readonly [type in StateType]: (state: StateSource) => StateDefinition };

/** Reads a state; undefined when it is none. */
export function readState(
  name: string,
  source: Json,
  location: string,
  machineLanguage: QueryLanguage,
): StateDefinition | undefined {
  if (!isJsonObject(source)) return undefined;
  const type = source['Type'] ?? null;
  if (!isStateType(type)) return undefined;
  const queryLanguage = languageOf(source['QueryLanguage'], machineLanguage);
  return readers[type]({ name, source, location, queryLanguage, machineLanguage });
}
