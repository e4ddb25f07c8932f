import type { ExecutionEventFamily } from './execution-events.ts';
import type { FlowEventFamily } from './flow-events.ts';
import type { MapRunEventFamily } from './map-run-events.ts';
import type { StateEventFamily } from './state-events.ts';
import type { TaskEventFamily } from './task-events.ts';

/**
 * Everything that can happen to an execution. The log holds these, never commands: an upgrade
 * re-decides nothing (design: the engine). The AWS execution history is a projection of them.
 */
export type ExecutionEvent =
  | ExecutionEventFamily
  | StateEventFamily
  | TaskEventFamily
  | FlowEventFamily
  | MapRunEventFamily;

export type ExecutionEventKind = ExecutionEvent['kind'];

/** The event of one kind. */
export type EventOf<K extends ExecutionEventKind> = Extract<ExecutionEvent, { readonly kind: K }>;

/** Kinds that the AWS history does not show; their `id` is 0. */
export const INTERNAL_EVENT_KINDS: ReadonlySet<ExecutionEventKind> = new Set([
  'WaitStarted',
  'RetryScheduled',
  'MapRunItemsFound',
  'MapRunChildStarted',
  'MapRunChildEnded',
  'MapRunChildRedriven',
  'MapRunUpdated',
  'MapRunClosing',
]);
