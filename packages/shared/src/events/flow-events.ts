import type { Json } from '../json/json.ts';
import type { BlockStart, EventBase, FrameId } from './event-base.ts';

/** A Parallel state's branches begin. Their frames are `firstChild`, `firstChild + 1`, … */
export interface ParallelStarted extends EventBase {
  readonly kind: 'ParallelStarted';
  readonly firstChild: FrameId;
  /** One for each branch, in their order. */
  readonly branches: readonly BlockStart[];
  /** What every branch gets as input. */
  readonly input: Json;
}

export interface ParallelSucceeded extends EventBase {
  readonly kind: 'ParallelSucceeded';
}

export interface ParallelFailed extends EventBase {
  readonly kind: 'ParallelFailed';
  readonly error?: string;
  readonly cause?: string;
}

/** A Map state's work begins. Iterations are opened one by one, at most `maxConcurrency` at a time. */
export interface MapStarted extends EventBase {
  readonly kind: 'MapStarted';
  /** What is iterated over; for an object, its entries in order, with `keys` beside them. */
  readonly items: readonly Json[];
  readonly keys?: readonly string[];
  /** Where every iteration begins: the ItemProcessor's states. */
  readonly itemProcessor: BlockStart;
  /** 0: no limit. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** `frame` is the Map's frame, `child` the iteration's. */
export interface MapIterationStarted extends EventBase {
  readonly kind: 'MapIterationStarted';
  readonly index: number;
  readonly child: FrameId;
  readonly name: string;
  /** The iteration's input: the item, or what ItemSelector made of it. */
  readonly input: Json;
}

export interface MapIterationSucceeded extends EventBase {
  readonly kind: 'MapIterationSucceeded';
  readonly index: number;
  readonly child: FrameId;
  readonly name: string;
}

export interface MapIterationFailed extends EventBase {
  readonly kind: 'MapIterationFailed';
  readonly index: number;
  readonly child: FrameId;
  readonly name: string;
}

export interface MapIterationAborted extends EventBase {
  readonly kind: 'MapIterationAborted';
  readonly index: number;
  readonly child: FrameId;
  readonly name: string;
}

export interface MapSucceeded extends EventBase {
  readonly kind: 'MapSucceeded';
}

export interface MapFailed extends EventBase {
  readonly kind: 'MapFailed';
  readonly error?: string;
  readonly cause?: string;
}

export type FlowEventFamily =
  | ParallelStarted
  | ParallelSucceeded
  | ParallelFailed
  | MapStarted
  | MapIterationStarted
  | MapIterationSucceeded
  | MapIterationFailed
  | MapIterationAborted
  | MapSucceeded
  | MapFailed;
