import type { CompiledState } from '../compile/compiled-state.ts';
import { beginState } from '../step/begin-state.ts';
import { completeTask } from '../step/complete-task.ts';
import { failState } from '../step/fail-state.ts';
import { failTask } from '../step/fail-task.ts';
import { guarded } from '../step/guarded.ts';
import { leaveState } from '../step/leave-state.ts';
import { resumeWait } from '../step/resume-wait.ts';
import type { StateFailure } from '../step/state-failure.ts';
import type { Suspension } from '../step/turn.ts';
import { drive } from './drive.ts';
import { inspectionOf } from './inspection.ts';
import { flowThroughMap, toleranceFailure, type MapFlow } from './map-flow.ts';
import type {
  StateTestEnding,
  StateTestResult,
  StateWork,
  TestSituation,
  WorkOutcome,
} from './state-test.ts';
import { TESTED_FRAME, TestTurn } from './test-turn.ts';
import type { TestedState } from './tested-state.ts';

/** The longest that a test takes (API reference, TestState). */
const TEST_MS_MAX = 300_000;

/**
 * Runs one state by the steps of the interpreter, from its input to where it leads. `work` is asked for the result of
 * a Task, of the branches of a Parallel or of the iterations of a Map; at most once, and only when the state gets so
 * far. A Wait is not waited for; one that is longer than a test may take is a time-out.
 */
export async function runTestedState(
  tested: TestedState,
  situation: TestSituation,
  work: (work: StateWork) => Promise<WorkOutcome>,
): Promise<StateTestResult> {
  const { state } = tested;
  const turn = new TestTurn(tested, situation);
  const begin = guarded(turn, TESTED_FRAME, () => beginState(turn, turn.frame, state));
  await drive(begin, turn.port);
  const map = state.type === 'Map' && begun(turn) ? await mapFlow(turn, state, situation) : undefined;
  const stopped = state.type === 'Map' && map === undefined;
  const handedOut = stopped ? undefined : workOf(turn, map);
  const outcome = handedOut && (await work(handedOut));
  if (outcome !== undefined) {
    await drive(end(turn, state, outcome, situation, map), turn.port);
  } else if (turn.events.WaitStarted !== undefined) {
    await drive(wait(turn, turn.events.WaitStarted.dueAt), turn.port);
  }
  return { ending: endingOf(turn), inspection: inspectionOf(turn, state, situation, { outcome, map }) };
}

function begun({ events }: TestTurn): boolean {
  return events.MapStarted !== undefined || events.MapRunStarted !== undefined;
}

/** Undefined when the Map failed on the way. */
async function mapFlow(
  turn: TestTurn,
  state: Extract<CompiledState, { type: 'Map' }>,
  situation: TestSituation,
): Promise<MapFlow | undefined> {
  let flow: MapFlow | undefined;
  const through = flowThroughMap(turn, state, situation, (reached) => void (flow = reached));
  await drive(through, turn.port);
  return flow;
}

function workOf({ events }: TestTurn, map: MapFlow | undefined): StateWork | undefined {
  const { TaskScheduled: task } = events;
  if (task === undefined) {
    const flows = events.ParallelStarted ?? events.MapStarted ?? events.MapRunStarted;
    return flows === undefined ? undefined : { kind: 'flow', items: map?.items?.length };
  }
  const { target, parameters, timeoutSeconds, heartbeatSeconds, credentials } = task;
  return { kind: 'task', target, parameters, timeoutSeconds, heartbeatSeconds, credentials };
}

/** The state has what its work came to. */
function end(
  turn: TestTurn,
  state: CompiledState,
  outcome: WorkOutcome,
  { mapIterationFailureCount = 0 }: TestSituation,
  map: MapFlow | undefined,
): Suspension | undefined {
  const isTask = state.type === 'Task';
  if (outcome.kind === 'failure') return fail(turn, isTask, outcome.failure);
  const intolerable = map && toleranceFailure(turn, mapIterationFailureCount, map.items);
  if (intolerable !== undefined) return fail(turn, isTask, intolerable);
  if (isTask) return completeTask(turn, TESTED_FRAME, outcome.result);
  return guarded(turn, TESTED_FRAME, () => leaveState(turn, turn.frame, state, outcome.result));
}

function fail(turn: TestTurn, isTask: boolean, failure: StateFailure): Suspension | undefined {
  if (!isTask) return guarded(turn, TESTED_FRAME, () => failState(turn, TESTED_FRAME, failure));
  const { error, cause } = failure;
  return failTask(turn, {
    frame: TESTED_FRAME,
    phase: 'run',
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
}

function wait(turn: TestTurn, dueAt: number): Suspension | undefined {
  if (dueAt - turn.now <= TEST_MS_MAX) return resumeWait(turn, TESTED_FRAME);
  const cause = `The state waits longer than the ${TEST_MS_MAX / 1_000} seconds that a test may take.`;
  return failState(turn, TESTED_FRAME, { error: 'States.Timeout', cause });
}

function endingOf({ events, failure }: TestTurn): StateTestEnding {
  const { StateExited: exited, ExecutionFailed: failed } = events;
  if (failed !== undefined) {
    return { status: 'FAILED', failure: { error: failed.error, cause: failed.cause } };
  }
  if (exited !== undefined) {
    const { output, next } = exited;
    if (failure === undefined) return { status: 'SUCCEEDED', output, next };
    return { status: 'CAUGHT_ERROR', output, next, failure };
  }
  const unknown = { error: undefined, cause: undefined };
  return {
    status: events.RetryScheduled === undefined ? 'FAILED' : 'RETRIABLE',
    failure: failure ?? unknown,
  };
}
