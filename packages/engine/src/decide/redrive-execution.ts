import { resumeFlows } from '@edgestep/asl';
import type { CommandOf, EpochMs } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { redriveObstacle } from '../state/redrive-obstacle.ts';
import type { PlainAnswer } from './answer-unopened.ts';
import type { Decider } from './decider.ts';
import type { Decided, DecideEnvironment } from './decision.ts';
import { timeoutOfRedrive } from './execution-time.ts';
import { reject } from './reject.ts';
import { runBegunTurn } from './run-turn.ts';
import { DecisionTurn } from './turn.ts';
import { unchanged } from './unchanged.ts';

/** So long a client's token is remembered after its redrive (API reference, RedriveExecution). */
const TOKEN_LIFETIME_MS = 900_000;

/** A closed execution, read back from the log. */
export interface ClosedExecutionState {
  /** As `foldForRedrive` made it. */
  readonly state: ExecutionState;
  /** The records that hold its events, in their order. */
  readonly records: readonly number[];
}

/** What a redrive of a closed execution hears when there is nothing to decide: a refusal, or its own repetition. */
export function answerRedrive(
  state: ExecutionState,
  command: CommandOf<'RedriveExecution'>,
  now: EpochMs,
): PlainAnswer | undefined {
  const repeated = repeatedAt(state, command, now);
  if (repeated !== undefined) return { kind: 'repeated', at: repeated };
  const { status, startedAt, lastEventId: historyEvents } = state;
  const closedAt = status.kind === 'RUNNING' ? undefined : status.at;
  const obstacle = redriveObstacle({ status: status.kind, startedAt, closedAt, historyEvents }, now);
  return obstacle === undefined ? undefined : reject('execution-not-redrivable', obstacle);
}

/** Opens a closed execution again. To be asked when `answerRedrive` has nothing to say. */
export function redriveExecution(
  environment: DecideEnvironment,
  { state, records }: ClosedExecutionState,
  command: CommandOf<'RedriveExecution'>,
): Decided {
  const turn = new DecisionTurn(environment, state);
  const { timeoutSeconds } = environment.machine;
  const redriven = turn.emit({
    kind: 'ExecutionRedriven',
    frame: 0,
    prev: state.lastEventId,
    redriveCount: state.redriveCount + 1,
    timeoutSeconds: timeoutOfRedrive(timeoutSeconds, state.startedAt, environment.now),
    ...(command.clientToken === undefined ? {} : { clientToken: command.clientToken }),
    records,
    redrivenBy: command.redrivenBy,
  });
  return runBegunTurn(turn, environment, () => resumeFlows(turn, redriven));
}

/** An open execution: the redrive that opened it again, asked for a second time, or one that comes too early. */
export const redriveOpenExecution: Decider<'RedriveExecution'> = (environment, state, command) => {
  const repeated = repeatedAt(state, command, environment.now);
  if (repeated !== undefined) return unchanged(state, repeated);
  return reject('execution-not-redrivable', 'Execution is RUNNING and cannot be redriven');
};

function repeatedAt(
  state: ExecutionState,
  { clientToken, redriveCount = Infinity }: CommandOf<'RedriveExecution'>,
  now: EpochMs,
): EpochMs | undefined {
  if (state.redriveCount >= redriveCount) return state.redrivenAt;
  const known = state.redriveTokens.findLast(({ token }) => token === clientToken);
  return known !== undefined && now - known.at <= TOKEN_LIFETIME_MS ? known.at : undefined;
}
