import type { MapItem } from '@edgestep/asl';
import { isJsonArray, isJsonObject, type FrameId, type StateEntered } from '@edgestep/shared';

import type { ExecutionState } from '../execution-state.ts';
import { NO_VARIABLES, type FrameState, type PositionState } from '../frame-state.ts';
import { FrameTable } from '../frame-table.ts';
import { PayloadReader } from './payload-table.ts';
import { readActivity } from './read-activity.ts';
import type {
  StoredExecution,
  StoredFrame,
  StoredPosition,
  StoredStatus,
  StoredVisit,
} from './stored-execution.ts';

/** An execution as it was when it was taken down: `readExecution(writeExecution(state))` equals `state`. */
export function readExecution(stored: StoredExecution): ExecutionState {
  const table = new PayloadReader(stored.payloads);
  const { state } = stored;
  const frames = new FrameTable();
  for (const frame of state.frames) {
    const item = frame.parent === undefined ? state.mapRun?.item : itemOf(frame, frames);
    frames.set(frame.id, readFrame(frame, table, item));
  }
  return {
    ...state,
    stateMachineVersionArn: state.stateMachineVersionArn,
    stateMachineAliasArn: state.stateMachineAliasArn,
    deadline: state.deadline,
    parent: state.parent,
    mapRun: state.mapRun,
    traceHeader: state.traceHeader,
    redrivenAt: state.redrivenAt,
    redriveTokens: state.redriveTokens ?? [],
    input: table.get(state.input),
    status: readStatus(state.status, table),
    frames,
    ready: [...state.ready],
    opening: [...(state.opening ?? [])],
  };
}

function readStatus(status: StoredStatus, table: PayloadReader): ExecutionState['status'] {
  return status.kind === 'SUCCEEDED' ? { ...status, output: table.get(status.output) } : status;
}

function readFrame(stored: StoredFrame, table: PayloadReader, item: MapItem | undefined): FrameState {
  const variables = stored.variables === undefined ? NO_VARIABLES : table.get(stored.variables);
  return {
    id: stored.id,
    parent: stored.parent,
    index: stored.index,
    block: stored.block,
    variables: isJsonObject(variables) ? variables : NO_VARIABLES,
    mapItem: stored.iteration === true ? item : undefined,
    lastEventId: stored.lastEventId,
    position: readPosition(stored.id, stored.position, table),
  };
}

function itemOf(stored: StoredFrame, frames: ReadonlyMap<FrameId, FrameState>): MapItem | undefined {
  const position = frames.get(stored.parent ?? -1)?.position;
  if (position?.kind !== 'inside' || position.activity.kind !== 'iterations') return undefined;
  const { items, keys } = position.activity;
  const { index } = stored;
  const value = (isJsonArray(items) ? items[index] : undefined) ?? null;
  const key = keys?.[index];
  return key === undefined ? { index, value } : { index, value, key };
}

function readPosition(frame: FrameId, stored: StoredPosition, table: PayloadReader): PositionState {
  switch (stored.kind) {
    case 'between':
      return { ...stored, input: table.get(stored.input) };
    case 'inside':
      return {
        kind: 'inside',
        entry: readEntry(frame, stored.visit, table),
        retrierCounts: stored.visit.retrierCounts,
        retryCount: stored.visit.retryCount,
        activity: readActivity(stored.activity, table),
      };
    case 'ended':
      return { kind: 'ended', output: table.get(stored.output) };
    case 'failed':
      return stored;
  }
}

function readEntry(frame: FrameId, visit: StoredVisit, table: PayloadReader): StateEntered {
  return {
    kind: 'StateEntered',
    frame,
    state: visit.state,
    stateType: visit.stateType,
    input: table.get(visit.input),
    at: visit.enteredAt,
    id: visit.enteredEventId,
    prev: visit.enteredPrev,
  };
}
