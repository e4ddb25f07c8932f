import type { JsonObject, StateType } from '@edgestep/shared';

import type { FrameView, MapItem } from '../execution/frame-view.ts';
import type { ScopeExtras } from './state-scope.ts';
import type { Turn } from './turn.ts';

/** The types that can have retriers; the others show no RetryCount (recorded behaviour, context_object). */
const CAN_BE_RETRIED: ReadonlySet<StateType> = new Set(['Task', 'Parallel', 'Map']);

/** The context object (`$$`, `$states.context`) as a state sees it (States Language: the context object). */
export function contextObject(turn: Turn, frame: FrameView, extras: ScopeExtras): JsonObject {
  const { execution } = turn;
  const item = extras.mapItem ?? itemAround(turn, frame);
  if (turn.context !== undefined) return { ...taskOf(extras), ...turn.context, ...mapOf(item) };
  return {
    Execution: {
      Id: execution.executionArn,
      Input: execution.input,
      StartTime: isoTime(execution.startedAt),
      Name: execution.name,
      RoleArn: execution.roleArn,
      // An Express execution can't be redriven (recorded behaviour, express).
      ...(execution.type === 'EXPRESS' ? {} : { RedriveCount: execution.redriveCount }),
      ...(execution.redrivenAt === undefined ? {} : { RedriveTime: isoTime(execution.redrivenAt) }),
    },
    StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineName },
    ...stateOf(frame),
    ...mapOf(item),
    ...taskOf(extras),
  };
}

function mapOf(item: MapItem | undefined): JsonObject {
  return item === undefined ? {} : { Map: { Item: itemOf(item) } };
}

function taskOf({ taskToken }: ScopeExtras): JsonObject {
  return taskToken === undefined ? {} : { Task: { Token: taskToken() } };
}

function stateOf(frame: FrameView): JsonObject {
  if (frame.position.kind !== 'inside') return {};
  const { entry, retryCount } = frame.position;
  const { state, stateType, at } = entry;
  const common = { EnteredTime: isoTime(at), Name: state };
  return { State: CAN_BE_RETRIED.has(stateType) ? { ...common, RetryCount: retryCount } : common };
}

/** An iteration's item is seen by everything within the iteration. */
function itemAround(turn: Turn, frame: FrameView): MapItem | undefined {
  let around: FrameView | undefined = frame;
  while (around !== undefined && around.mapItem === undefined) {
    around = around.parent === undefined ? undefined : turn.execution.frames.get(around.parent);
  }
  return around?.mapItem;
}

/** Developer Guide, context object data for Map states. */
function itemOf({ index, key, value, source = 'STATE_DATA' }: MapItem): JsonObject {
  return { Index: index, ...(key === undefined ? {} : { Key: key }), Value: value, Source: source };
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
