import type { ChildOutcome, EpochMs, EventOf, ExecutionEvent, MapRunLimits } from '@edgestep/shared';

type Part<K extends ExecutionEvent['kind'], M extends keyof EventOf<K>> = Pick<EventOf<K>, 'kind' | M>;

/** What an index takes of an event about a Map Run, or of the end of its execution: no payloads. */
export type MapRunChange =
  | {
      readonly kind: 'MapRunStarted';
      readonly mapRunArn: string;
      readonly at: EpochMs;
      readonly limits: MapRunLimits;
      readonly isBatched: boolean;
      /** Undefined until a reader has found the items. */
      readonly itemsTotal: number | undefined;
    }
  | Part<'MapRunItemsFound', 'mapRunArn' | 'total'>
  | Part<'MapRunChildStarted', 'mapRunArn' | 'itemCount'>
  | {
      readonly kind: 'MapRunChildEnded';
      readonly mapRunArn: string;
      readonly itemCount: number;
      readonly status: ChildOutcome['status'];
      readonly isRedrivable: boolean;
    }
  | Part<'MapRunRedriven', 'mapRunArn' | 'at' | 'redriveCount'>
  | Part<'MapRunChildRedriven', 'mapRunArn' | 'itemCount' | 'former'>
  | { readonly kind: 'MapRunUpdated'; readonly mapRunArn: string; readonly limits: MapRunLimits }
  | {
      readonly kind: 'MapRunEnded';
      readonly mapRunArn: string;
      readonly at: EpochMs;
      readonly status: 'SUCCEEDED' | 'FAILED' | 'ABORTED';
      readonly resultsWritten: number;
    }
  | { readonly kind: 'ExecutionClosed'; readonly at: EpochMs };

/** Undefined for an event that changes no Map Run. */
export function mapRunChange(event: ExecutionEvent): MapRunChange | undefined {
  switch (event.kind) {
    case 'MapRunStarted':
      return {
        kind: event.kind,
        mapRunArn: event.mapRunArn,
        at: event.at,
        limits: limitsOf(event),
        isBatched: event.batcher !== undefined,
        itemsTotal: event.items?.length,
      };
    case 'MapRunItemsFound':
      return { kind: event.kind, mapRunArn: event.mapRunArn, total: event.total };
    case 'MapRunChildStarted':
      return { kind: event.kind, mapRunArn: event.mapRunArn, itemCount: event.itemCount };
    case 'MapRunChildEnded':
      return childEnded(event);
    case 'MapRunRedriven': {
      const { kind, mapRunArn, at, redriveCount } = event;
      return { kind, mapRunArn, at, redriveCount };
    }
    case 'MapRunChildRedriven': {
      const { kind, mapRunArn, itemCount, former } = event;
      return { kind, mapRunArn, itemCount, former };
    }
    case 'MapRunUpdated':
      return { kind: event.kind, mapRunArn: event.mapRunArn, limits: limitsOf(event) };
    case 'MapRunSucceeded':
    case 'MapRunFailed':
    case 'MapRunAborted':
      return ended(event);
    default:
      return undefined;
  }
}

function childEnded(event: EventOf<'MapRunChildEnded'>): MapRunChange {
  const { kind, mapRunArn, itemCount, outcome, notRedrivable } = event;
  return { kind, mapRunArn, itemCount, status: outcome.status, isRedrivable: notRedrivable !== true };
}

const END_STATUS = {
  MapRunSucceeded: 'SUCCEEDED',
  MapRunFailed: 'FAILED',
  MapRunAborted: 'ABORTED',
} as const;

function ended(event: EventOf<keyof typeof END_STATUS>): MapRunChange {
  const { mapRunArn, at, resultsWritten } = event;
  return { kind: 'MapRunEnded', mapRunArn, at, status: END_STATUS[event.kind], resultsWritten };
}

function limitsOf(event: MapRunLimits): MapRunLimits {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = event;
  return {
    maxConcurrency,
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
  };
}
