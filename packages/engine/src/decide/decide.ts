import {
  EdgestepError,
  type CommandOf,
  type ExecutionCommand,
  type ExecutionCommandKind,
} from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { completeTask } from './complete-task.ts';
import { continueExecution } from './continue-execution.ts';
import type { Decider } from './decider.ts';
import type { Decided, DecideEnvironment } from './decision.ts';
import { endMapRunChild } from './end-map-run-child.ts';
import { failMapRun } from './fail-map-run.ts';
import { failTask } from './fail-task.ts';
import { findMapRunItems } from './find-map-run-items.ts';
import { finishMapRun } from './finish-map-run.ts';
import { fireTimer } from './fire-timer.ts';
import { heartbeatTask } from './heartbeat-task.ts';
import { redriveOpenExecution } from './redrive-execution.ts';
import { startExecution } from './start-execution.ts';
import { startTask } from './start-task.ts';
import { stopExecution } from './stop-execution.ts';
import { submitTask } from './submit-task.ts';
import { supplyMapRunItems } from './supply-map-run-items.ts';
import { updateMapRun } from './update-map-run.ts';

type LaterKind = Exclude<ExecutionCommandKind, 'StartExecution'>;

const DECIDERS = {
  StopExecution: stopExecution,
  RedriveExecution: redriveOpenExecution,
  StartTask: startTask,
  SubmitTask: submitTask,
  CompleteTask: completeTask,
  FailTask: failTask,
  HeartbeatTask: heartbeatTask,
  FireTimer: fireTimer,
  ContinueExecution: continueExecution,
  FindMapRunItems: findMapRunItems,
  SupplyMapRunItems: supplyMapRunItems,
  EndMapRunChild: endMapRunChild,
  FailMapRun: failMapRun,
  FinishMapRun: finishMapRun,
  UpdateMapRun: updateMapRun,
} satisfies { readonly [K in LaterKind]: Decider<K> };

/**
 * Decides a command: pure but for `environment` and for the state, which is evolved in place. A Decision's state
 * is that state (or the new one, of a start); a Rejection has changed nothing. Commands but a start are for open
 * executions only: what others hear, `answerUnopened` says, and `redriveExecution` opens a closed one again. A promise is answered only while a
 * JSONata evaluation is under way; until it settles, no other command of the same execution may be decided.
 *
 * Evolving in place is safe because the two ways in which a decision can come to nothing lose nothing: an owner
 * whose append is refused steps down and drops all its state (E2), and a decision that throws ends its execution
 * (`failByFault`).
 */
export function decide(
  environment: DecideEnvironment,
  state: ExecutionState | undefined,
  command: ExecutionCommand,
): Decided {
  if (command.kind === 'StartExecution') return startExecution(environment, state, command);
  if (state?.status.kind !== 'RUNNING') {
    throw new EdgestepError(
      'internal',
      `${command.kind} was decided on ${command.executionArn}, which is not open`,
    );
  }
  // The table is checked kind by kind above; the compiler can't see that command and decider belong together.
  return (DECIDERS[command.kind] as Decider<LaterKind>)(environment, state, command as CommandOf<LaterKind>);
}
