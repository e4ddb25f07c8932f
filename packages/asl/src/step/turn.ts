import type { EpochMs, EventBase, ExecutionEvent, FrameId, Json, JsonObject } from '@edgestep/shared';

import type { ExecutionView } from '../execution/execution-view.ts';
import type { CompiledMachine } from '../compile/compiled-machine.ts';
import type { CompiledState } from '../compile/compiled-state.ts';
import type { FrameView } from '../execution/frame-view.ts';
import type { EvaluationPort } from '../query/scope.ts';
import type { FlowInspector } from './flow-inspector.ts';

/** An event as the language writes it: time, id and predecessor are filled in by the turn. */
export type NewEvent = DistributiveOmit<ExecutionEvent, 'at' | 'id' | 'prev'> & {
  readonly prev?: number;
};

type DistributiveOmit<T, K extends keyof EventBase> = T extends unknown ? Omit<T, K> : never;

/**
 * What one decision has in hand. `emit` records an event and applies it at once, so that `execution`
 * always shows what a replay of the events so far would show (E3).
 */
export interface Turn {
  readonly machine: CompiledMachine;
  readonly execution: ExecutionView;
  readonly now: EpochMs;
  readonly port: EvaluationPort;
  /** False when the turn has used up its events: it is cut at the next boundary between two states. */
  readonly hasRoom: boolean;
  /** Looks at what no event tells; absent in executions. */
  readonly inspector?: FlowInspector;
  /** What the context object shows in place of the execution's own: of a state that is tested alone. */
  readonly context?: JsonObject;
  /** The task token of the task whose TaskScheduled event gets the history id `taskId`. */
  taskToken(frame: FrameId, taskId: number): string;
  /** Answers the event's history id (0 for an internal one). `prev` defaults to the frame's last event. */
  emit(event: NewEvent): number;
  /** Emits StateEntered. It and `leave` are what every transition does: by name, no event of any shape is copied. */
  enter(frame: FrameView, state: CompiledState, input: Json): void;
  /** Emits StateExited, with nothing assigned. `next` undefined: the frame ends with `output`. */
  leave(frame: FrameView, state: CompiledState, output: Json, next: string | undefined): void;
}

/**
 * A turn that waits for an asynchronous evaluation (JSONata). Whoever drives the turn awaits `evaluate()` and
 * calls `resume` with its value; a rejection with a QueryFailure goes to `fail`. Both go on with the turn and may
 * suspend it again. Turns on JSONPath never suspend.
 */
export interface Suspension {
  evaluate(): Promise<Json>;
  resume(value: Json): Suspension | undefined;
  fail(failure: unknown): Suspension | undefined;
}
