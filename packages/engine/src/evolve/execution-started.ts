import { parseArn, type EventOf } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import { FrameTable } from '../state/frame-table.ts';
import { openFrame } from '../state/open-frame.ts';

/** The first event makes the state: the root frame is about to enter StartAt. */
export function executionStarted(event: EventOf<'ExecutionStarted'>): ExecutionState {
  const state: ExecutionState = {
    executionArn: event.executionArn,
    name: event.name,
    stateMachineArn: event.stateMachineArn,
    stateMachineName: stateMachineNameOf(event.stateMachineArn),
    stateMachineVersionArn: event.stateMachineVersionArn,
    stateMachineAliasArn: event.stateMachineAliasArn,
    revisionId: event.revisionId,
    type: event.type,
    roleArn: event.roleArn,
    input: event.input,
    startedAt: event.at,
    startedBy: event.startedBy,
    deadline: event.timeoutSeconds === undefined ? undefined : event.at + event.timeoutSeconds * 1000,
    parent: event.parent,
    mapRun: event.mapRun,
    traceHeader: event.traceHeader,
    redriveCount: 0,
    redrivenAt: undefined,
    redriveTokens: [],
    status: { kind: 'RUNNING' },
    frames: new FrameTable(),
    ready: [],
    opening: [],
    lastEventId: event.id,
    nextFrame: 0,
  };
  openFrame(state, {
    id: event.frame,
    parent: undefined,
    index: 0,
    start: { block: event.mapRun?.itemProcessor.block ?? 0, startAt: event.startAt },
    input: event.input,
    mapItem: event.mapRun?.item,
    // As in AWS, the first state's entry follows no event: ExecutionStarted is not its predecessor.
    lastEventId: 0,
  });
  return state;
}

function stateMachineNameOf(stateMachineArn: string): string {
  const resource = parseArn(stateMachineArn)?.resource;
  if (resource?.type !== 'stateMachine') return stateMachineArn;
  return resource.label === undefined ? resource.name : `${resource.name}/${resource.label}`;
}
