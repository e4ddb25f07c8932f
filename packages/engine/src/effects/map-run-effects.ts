import { canRedriveChild, childRoom, type OpenChildView } from '@edgestep/asl';

import type { MapRunOf, MapRunWork } from '../ports/map-run-worker.ts';
import { childMachineArn } from '../state/child-machine-arn.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { FrameState, MapRunActivityState } from '../state/frame-state.ts';
import { runOf } from '../state/run-of.ts';
import type { Effect } from './effect.ts';

/** So many items are asked of a reader at once. */
const ITEMS_READ_MAX = 500;

/** Starts or redrives a child, or goes on waiting for its end. A run that is closing wants it stopped. */
export function childWork(
  state: ExecutionState,
  frame: FrameState,
  run: MapRunActivityState,
  child: OpenChildView,
): Effect {
  const { itemCount, item } = child;
  const work: MapRunWork = {
    kind: 'child',
    run: addressOf(state, frame, run),
    index: child.index,
    stop: run.closing !== undefined,
    redriveCount: child.redriveCount,
    start: {
      kind: 'StartExecution',
      executionArn: child.executionArn,
      name: child.name,
      stateMachineArn: childMachineArn(state, run.label),
      revisionId: state.revisionId,
      type: run.executionType,
      roleArn: state.roleArn,
      input: child.input,
      parent: { executionArn: state.executionArn, frame: frame.id, taskId: run.startedEventId },
      mapRun: {
        mapRunArn: run.mapRunArn,
        index: child.index,
        itemProcessor: { block: run.block, startAt: run.startAt },
        itemCount,
        ...(item === undefined ? {} : { item: { index: child.firstItem, value: item } }),
      },
      ...(state.traceHeader === undefined ? {} : { traceHeader: state.traceHeader }),
      startedBy: run.mapRunArn,
    },
  };
  return { kind: 'DoMapRunWork', work };
}

/** Has the items of a run found, when a reader finds them and has not yet. */
export function addFinding(state: ExecutionState, frame: FrameState, effects: Effect[]): void {
  const run = runOf(frame);
  if (run?.reader === undefined || run.total !== undefined || run.closing !== undefined) return;
  const work: MapRunWork = { kind: 'find-items', run: addressOf(state, frame, run), reader: run.reader };
  effects.push({ kind: 'DoMapRunWork', work });
}

/**
 * What the runs need that could start children: a new turn where the items are at hand, else more items. Asked once
 * after a turn, not event by event.
 */
export function addOpening(state: ExecutionState, effects: Effect[]): void {
  let continues = state.ready.length > 0;
  for (const id of state.opening) {
    const frame = state.frames.get(id);
    const run = runOf(frame);
    if (frame === undefined || run === undefined) continue;
    if (run.reader === undefined || canRedriveChild(run)) continues = true;
    else if (run.source !== undefined) effects.push(readingOf(state, frame, run));
  }
  if (continues) effects.push({ kind: 'Continue', executionArn: state.executionArn });
}

function readingOf(state: ExecutionState, frame: FrameState, run: MapRunActivityState): Effect {
  const { reader, source, batcher, nextItem, total = 0 } = run;
  const perChild = batcher === undefined ? 1 : batcher.maxItemsPerBatch || ITEMS_READ_MAX;
  const count = Math.min(childRoom(run) * perChild, Math.max(ITEMS_READ_MAX, perChild), total - nextItem);
  const work: MapRunWork = {
    kind: 'read-items',
    run: addressOf(state, frame, run),
    reader: reader ?? { resource: '', parameters: {}, config: {} },
    source: source ?? {},
    from: nextItem,
    count,
  };
  return { kind: 'DoMapRunWork', work };
}

/** Has the results of a run written: it is closing, has no child open, and a destination. */
export function addWriting(state: ExecutionState, frame: FrameState, effects: Effect[]): void {
  const run = runOf(frame);
  if (run?.closing === undefined || run.open.size > 0) return;
  const work = writingOf(state, frame, run);
  if (work !== undefined) effects.push({ kind: 'DoMapRunWork', work });
}

function writingOf(
  state: ExecutionState,
  frame: FrameState,
  run: MapRunActivityState,
): Extract<MapRunWork, { readonly kind: 'write-results' }> | undefined {
  const { writer, executionType } = run;
  if (writer?.destination === undefined) return undefined;
  return {
    kind: 'write-results',
    run: addressOf(state, frame, run),
    stateMachineArn: childMachineArn(state, run.label),
    executionType,
    transformation: writer.transformation,
    outputType: writer.outputType,
    destination: writer.destination,
  };
}

/** Everything that a run calls for at this point. */
export function addRunEffects(state: ExecutionState, frame: FrameState, effects: Effect[]): void {
  const run = runOf(frame);
  if (run === undefined) return;
  addFinding(state, frame, effects);
  for (const child of run.open.values()) effects.push(childWork(state, frame, run, child));
  addWriting(state, frame, effects);
}

/** The run is given up: its children are stopped, and their results are written where it has a writer. */
export function abandonment(state: ExecutionState, frame: FrameState, run: MapRunActivityState): Effect {
  const children = [...run.open.values()].map(({ executionArn }) => executionArn);
  const writing = writingOf(state, frame, run);
  return { kind: 'AbandonMapRun', run: addressOf(state, frame, run), children, writing };
}

function addressOf(state: ExecutionState, frame: FrameState, run: MapRunActivityState): MapRunOf {
  const { mapRunArn, redriveCount } = run;
  const attempt = redriveCount === 0 ? {} : { attempt: redriveCount };
  return { executionArn: state.executionArn, frame: frame.id, mapRunArn, ...attempt };
}
