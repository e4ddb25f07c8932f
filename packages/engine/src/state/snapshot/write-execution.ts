import type { OpenChildView } from '@edgestep/asl';

import type { ExecutionState } from '../execution-state.ts';
import {
  NO_VARIABLES,
  type ActivityState,
  type FrameState,
  type InsideState,
  type MapRunActivityState,
  type PositionState,
} from '../frame-state.ts';
import { defined } from './defined.ts';
import { PayloadWriter } from './payload-table.ts';
import {
  NO_RESULT,
  type StoredActivity,
  type StoredChild,
  type StoredExecution,
  type StoredFrame,
  type StoredMapRun,
  type StoredPosition,
  type StoredStatus,
  type StoredVisit,
} from './stored-execution.ts';

/** Takes an execution down for a snapshot. */
export function writeExecution(state: ExecutionState): StoredExecution {
  const table = new PayloadWriter();
  const { status, frames, input, ready, opening, redriveTokens, ...plain } = state;
  const stored = {
    ...defined(plain),
    input: table.put(input),
    status: writeStatus(status, table),
    frames: [...frames.values()].map((frame) => writeFrame(frame, table)),
    ready: [...ready],
    ...(redriveTokens.length === 0 ? {} : { redriveTokens }),
    ...(opening.length === 0 ? {} : { opening: [...opening] }),
  };
  return { payloads: table.payloads, state: stored };
}

function writeStatus(status: ExecutionState['status'], table: PayloadWriter): StoredStatus {
  return status.kind === 'SUCCEEDED' ? { ...status, output: table.put(status.output) } : status;
}

function writeFrame(frame: FrameState, table: PayloadWriter): StoredFrame {
  const { id, parent, index, block, lastEventId } = frame;
  return {
    ...defined({ parent }),
    id,
    index,
    block,
    lastEventId,
    ...(frame.variables === NO_VARIABLES ? {} : { variables: table.put(frame.variables) }),
    ...(frame.mapItem === undefined ? {} : { iteration: true }),
    position: writePosition(frame.position, table),
  };
}

function writePosition(position: PositionState, table: PayloadWriter): StoredPosition {
  switch (position.kind) {
    case 'between':
      return { ...position, input: table.put(position.input) };
    case 'inside':
      return {
        kind: 'inside',
        visit: writeVisit(position, table),
        activity: writeActivity(position.activity, table),
      };
    case 'ended':
      return { kind: 'ended', output: table.put(position.output) };
    case 'failed':
      return position;
  }
}

function writeVisit({ entry, retrierCounts, retryCount }: InsideState, table: PayloadWriter): StoredVisit {
  return {
    state: entry.state,
    stateType: entry.stateType,
    input: table.put(entry.input),
    enteredAt: entry.at,
    enteredEventId: entry.id,
    enteredPrev: entry.prev,
    retrierCounts,
    retryCount,
  };
}

function writeActivity(activity: ActivityState, table: PayloadWriter): StoredActivity {
  switch (activity.kind) {
    case 'task': {
      const { parameters, credentials, ...plain } = activity;
      return {
        ...defined(plain),
        parameters: table.put(parameters),
        ...(credentials === undefined ? {} : { credentials: table.put(credentials) }),
      };
    }
    case 'iterations': {
      const { items, results, ...plain } = activity;
      return {
        ...defined(plain),
        items: table.put(items),
        results: results.map((result) => (result === undefined ? NO_RESULT : table.put(result))),
      };
    }
    case 'map-run':
      return writeMapRun(activity, table);
    case 'deciding':
    case 'waiting':
    case 'retrying':
    case 'branches':
      return activity;
  }
}

function writeMapRun(run: MapRunActivityState, table: PayloadWriter): StoredMapRun {
  const { items, results, open, closing, redriveCount, awaiting, itemsAreMembers, ...plain } = run;
  return {
    ...defined(plain),
    ...(items === undefined ? {} : { items: table.put(items) }),
    ...(itemsAreMembers ? { itemsAreMembers } : {}),
    ...(closing === undefined ? {} : { closing: defined(closing) }),
    results: results.map((result) => (result === undefined ? NO_RESULT : table.put(result))),
    open: [...open.values()].map((child) => writeChild(child, table)),
    ...(redriveCount === 0 ? {} : { redriveCount }),
    ...(awaiting.size === 0
      ? {}
      : {
          awaiting: [...awaiting.values()].map((child) => ({
            ...writeChild(child, table),
            former: child.former,
          })),
        }),
  };
}

function writeChild(child: OpenChildView, table: PayloadWriter): StoredChild {
  const { index, executionArn, name, firstItem, itemCount, input, item, redriveCount } = child;
  return {
    index,
    executionArn,
    name,
    firstItem,
    itemCount,
    input: table.put(input),
    ...(item === undefined
      ? {}
      : { ...defined({ itemSource: item.source, isMember: item.isMember }), item: table.put(item.value) }),
    ...(redriveCount === 0 ? {} : { redriveCount }),
  };
}
