import type { EventOf, MapRunLimits } from '@edgestep/shared';

import type { ExecutionState } from '../state/execution-state.ts';
import type { MapRunActivityState } from '../state/frame-state.ts';
import { reckonOpening } from '../state/reckon-opening.ts';
import { requireFrame, requireInside } from '../state/require-frame.ts';

export function mapRunStarted(state: ExecutionState, event: EventOf<'MapRunStarted'>): void {
  const frame = requireFrame(state, event.frame);
  frame.lastEventId = event.id;
  const run: MapRunActivityState = {
    kind: 'map-run',
    mapRunArn: event.mapRunArn,
    label: event.label,
    startedEventId: event.id,
    executionType: event.executionType,
    block: event.itemProcessor.block,
    startAt: event.itemProcessor.startAt,
    items: event.items,
    reader: event.reader,
    batcher: event.batcher,
    writer: event.writer,
    source: undefined,
    total: event.items?.length,
    limits: limitsOf(event),
    nextItem: 0,
    nextChild: 0,
    open: new Map(),
    failedItems: 0,
    results: [],
    closing: undefined,
    redriveCount: 0,
    awaiting: new Map(),
  };
  requireInside(state, frame).activity = run;
  reckonOpening(state, frame, run);
}

/** The limits that an event tells, without its other facts. */
export function limitsOf({
  maxConcurrency,
  toleratedFailureCount,
  toleratedFailurePercentage,
}: MapRunLimits): MapRunLimits {
  return {
    maxConcurrency,
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
  };
}
