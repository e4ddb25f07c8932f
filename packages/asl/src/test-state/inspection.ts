import type { CompiledState } from '../compile/compiled-state.ts';
import type { Json } from '@edgestep/shared';

import { errorMatches } from '../step/error-matches.ts';
import { payloadExcess } from '../step/payload-limit.ts';
import type { MapFlow } from './map-flow.ts';
import type { ErrorDetails, StateInspection, TestSituation, WorkOutcome } from './state-test.ts';
import type { TestTurn } from './test-turn.ts';

/**
 * What a test shows of the way from the state's input to where it was left (API reference, InspectionData). A step
 * that is larger than the service carries is left out.
 */
export function inspectionOf(
  turn: TestTurn,
  state: CompiledState,
  situation: TestSituation,
  { outcome, map }: { readonly outcome: WorkOutcome | undefined; readonly map: MapFlow | undefined },
): StateInspection {
  const variables = { ...situation.variables, ...turn.events.StateExited?.assigned };
  const errorDetails = errorDetailsOf(turn, state);
  return {
    ...shown({
      ...stagesOf(turn, state),
      ...handedOver(turn, state),
      ...resultOf(state, outcome),
      ...map?.inspection,
      ...(Object.keys(variables).length === 0 ? {} : { variables }),
    }),
    ...(errorDetails === undefined ? {} : { errorDetails }),
  };
}

function shown(inspection: StateInspection): StateInspection {
  return Object.fromEntries(
    Object.entries(inspection).filter(([, value]) => payloadExcess(value as Json) === undefined),
  );
}

/** A Parallel shows nothing of the way to its branches (recorded behaviour, test_state). */
function stagesOf({ stages }: TestTurn, { type }: CompiledState): StateInspection {
  if (type !== 'Parallel') return stages;
  const { afterInputPath: _, afterParameters: __, ...after } = stages;
  return after;
}

function handedOver({ events }: TestTurn, { flow }: CompiledState): StateInspection {
  if (events.TaskScheduled === undefined) return {};
  const { parameters } = events.TaskScheduled;
  return flow.language === 'JSONPath' ? { afterParameters: parameters } : { afterArguments: parameters };
}

/** Only a Task, and a Pass that has one written, shows its result by itself (recorded behaviour, test_state). */
function resultOf(state: CompiledState, outcome: WorkOutcome | undefined): StateInspection {
  if (state.type === 'Pass' && state.result !== undefined) return { result: state.result };
  return state.type === 'Task' && outcome?.kind === 'result' ? { result: outcome.result } : {};
}

function errorDetailsOf({ failure, events, now }: TestTurn, state: CompiledState): ErrorDetails | undefined {
  if (failure === undefined || !('retriers' in state)) return undefined;
  const takes = ({ errorEquals }: { readonly errorEquals: readonly string[] }) =>
    errorMatches(errorEquals, failure.error, state.type);
  const retryIndex = state.retriers.findIndex(takes);
  const { RetryScheduled: retry, StateExited: exited } = events;
  const details: ErrorDetails = {
    ...(retryIndex < 0 ? {} : { retryIndex }),
    ...(retry === undefined ? {} : { retryBackoffIntervalSeconds: Math.floor((retry.dueAt - now) / 1_000) }),
    ...(exited === undefined ? {} : { catchIndex: state.catchers.findIndex(takes) }),
  };
  return Object.keys(details).length === 0 ? undefined : details;
}
