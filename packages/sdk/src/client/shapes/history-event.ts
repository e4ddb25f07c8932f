import type { Json } from '@edgestep/shared';

import type { PageInput } from './state-machine-shapes.ts';

/** Where in its life a task, or the worker of it, is. */
type TaskMoment = 'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut';
type RunMoment = 'Started' | 'Succeeded' | 'Failed' | 'Aborted';
type VisitedState = 'Choice' | 'Pass' | 'Succeed' | 'Task' | 'Wait' | 'Parallel' | 'Map';

/** The 62 types of event that an execution's history is made of. */
export type HistoryEventType =
  | `Execution${RunMoment | 'TimedOut' | 'Redriven'}`
  | `Activity${TaskMoment | 'ScheduleFailed'}`
  | `LambdaFunction${TaskMoment | 'ScheduleFailed' | 'StartFailed'}`
  | `Task${TaskMoment | 'StartFailed' | 'SubmitFailed' | 'Submitted'}`
  | `${VisitedState}State${'Entered' | 'Exited'}`
  | 'FailStateEntered'
  | `${'Task' | 'Wait'}StateAborted`
  | `${'Parallel' | 'Map'}State${RunMoment}`
  | `MapIteration${RunMoment}`
  | `MapRun${RunMoment | 'Redriven'}`
  | 'EvaluationFailed';

/** The details of an event; their members depend on the event's type (AWS API reference, HistoryEvent). */
export interface HistoryEventDetails {
  readonly [member: string]: Json;
}

/** One event of an execution's history. At most one member of details is there, named for the type. */
export interface HistoryEvent {
  /** Counts from 1. */
  readonly id: number;
  /** The event that led to this one; 0 for the first. */
  readonly previousEventId?: number;
  readonly timestamp: Date;
  readonly type: HistoryEventType;
  readonly [details: `${string}EventDetails`]: HistoryEventDetails | undefined;
}

export interface GetExecutionHistoryInput extends PageInput {
  readonly executionArn: string;
  readonly reverseOrder?: boolean;
  /** Whether inputs and outputs are in the details; true when it is left out. */
  readonly includeExecutionData?: boolean;
}

export interface GetExecutionHistoryOutput {
  readonly events: readonly HistoryEvent[];
  readonly nextToken?: string;
}
