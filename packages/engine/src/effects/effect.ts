import type { ExecutionStatusView } from '@edgestep/asl';
import type { ParentLink, TaskAddress, Timer } from '@edgestep/shared';

import type { TaskAssignment } from '../ports/task-dispatcher.ts';

/** What may happen only after the events that it came from are durable (E1). Everything here can be derived from the state again (recovery). */
export type Effect =
  | { readonly kind: 'DispatchTask'; readonly task: TaskAssignment }
  | { readonly kind: 'CancelTask'; readonly task: TaskAddress }
  | { readonly kind: 'SetTimer'; readonly executionArn: string; readonly timer: Timer }
  /** Frames are left between two states because the turn was cut: go on in a new one. */
  | { readonly kind: 'Continue'; readonly executionArn: string }
  | {
      readonly kind: 'ExecutionClosed';
      readonly executionArn: string;
      readonly status: ExecutionStatusView;
      readonly parent: ParentLink | undefined;
    };

export type EffectKind = Effect['kind'];
