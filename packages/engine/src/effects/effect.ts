import type { FrameId, TaskAddress, Timer } from '@edgestep/shared';

import type { MapRunOf, MapRunWork } from '../ports/map-run-worker.ts';
import type { TaskAssignment } from '../ports/task-dispatcher.ts';
import type { ClosedExecution } from './closed-execution.ts';

/** What may happen only after the events that it came from are durable (E1). Everything here can be derived from the state again (recovery). */
export type Effect =
  | { readonly kind: 'DispatchTask'; readonly task: TaskAssignment }
  /** The task is not wanted any more: its time is up, its state was given up, or its execution ended. */
  | { readonly kind: 'CancelTask'; readonly task: TaskAddress }
  /** Replaces the timer of the same cause that the frame has. */
  | { readonly kind: 'SetTimer'; readonly executionArn: string; readonly timer: Timer }
  /** What the frame waited for has happened otherwise, or the frame is gone. */
  | { readonly kind: 'ClearTimers'; readonly executionArn: string; readonly frame: FrameId }
  /** Frames are left between two states because the turn was cut: go on in a new one. */
  | { readonly kind: 'Continue'; readonly executionArn: string }
  | { readonly kind: 'DoMapRunWork'; readonly work: MapRunWork }
  /** The Map Run was given up: its open children are to be stopped, and what they came to is written. */
  | {
      readonly kind: 'AbandonMapRun';
      readonly run: MapRunOf;
      readonly children: readonly string[];
      readonly writing: Extract<MapRunWork, { readonly kind: 'write-results' }> | undefined;
    }
  /** The execution has ended: all its timers are void, whoever waits is told. */
  | { readonly kind: 'ExecutionClosed'; readonly execution: ClosedExecution };

export type EffectKind = Effect['kind'];
