import type { EpochMs, Json, JsonObject, TaskTarget } from '@edgestep/shared';

import type { EvaluationPort } from '../query/scope.ts';
import type { FlowStage } from '../step/flow-inspector.ts';
import type { StateFailure } from '../step/state-failure.ts';

/** In which situation a state is tested. */
export interface TestSituation {
  readonly input: Json;
  readonly variables: JsonObject;
  /** What the context object shows. */
  readonly context: JsonObject;
  readonly now: EpochMs;
  readonly port: EvaluationPort;
  /** How often the retrier that takes the error has been at work already. */
  readonly retrierRetryCount: number;
  /** Iterations of a Map that are said to have failed; undefined: nothing is said. */
  readonly mapIterationFailureCount: number | undefined;
  /** The text that the ItemReader of a distributed Map would read. */
  readonly mapItemReaderData: string | undefined;
  /** What `$$.Task.Token` shows where a task waits for its token. */
  readonly taskToken: string;
}

/** The work that a state hands out. */
export type StateWork =
  | {
      readonly kind: 'task';
      readonly target: TaskTarget;
      readonly parameters: Json;
      readonly timeoutSeconds: number | undefined;
      readonly heartbeatSeconds: number | undefined;
      readonly credentials: JsonObject | undefined;
    }
  /** The branches of a Parallel, the iterations or the children of a Map. */
  | {
      readonly kind: 'flow';
      /** How many items a Map has; undefined where a reader finds them, and for a Parallel. */
      readonly items: number | undefined;
    };

/** What the work of a state comes to: what a mock says, or whoever did it. */
export type WorkOutcome =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'failure'; readonly failure: StateFailure };

/** The steps of the data flow through a state, as far as it came. */
export interface StateInspection extends Partial<Readonly<Record<FlowStage, Json>>> {
  readonly afterArguments?: Json;
  readonly result?: Json;
  readonly afterItemsPath?: Json;
  readonly afterItemsPointer?: Json;
  readonly afterItemSelector?: Json;
  readonly afterItemBatcher?: Json;
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  /** Absent where there are none. */
  readonly variables?: JsonObject;
  readonly errorDetails?: ErrorDetails;
}

/** Which retrier, and which catcher, took the error. */
export interface ErrorDetails {
  /** Also of a retrier whose attempts are used up. */
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
  readonly catchIndex?: number;
}

/** How a state that was tested was left. */
export type StateTestEnding =
  | { readonly status: 'SUCCEEDED'; readonly output: Json; readonly next: string | undefined }
  | {
      readonly status: 'CAUGHT_ERROR';
      readonly output: Json;
      readonly next: string | undefined;
      readonly failure: StateFailure;
    }
  | { readonly status: 'RETRIABLE' | 'FAILED'; readonly failure: StateFailure };

/** What a test of one state showed. */
export interface StateTestResult {
  readonly ending: StateTestEnding;
  readonly inspection: StateInspection;
}
