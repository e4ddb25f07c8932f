import type { CommandOf, ExecutionCommandKind } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { Decided, DecideEnvironment } from './decision.ts';

/** Decides one kind of command on an execution that is open. */
export type Decider<K extends ExecutionCommandKind> = (
  environment: DecideEnvironment,
  state: ExecutionState,
  command: CommandOf<K>,
) => Decided;
