import type { StateType } from '@edgestep/shared';

type TaskFamilyType =
  | `Activity${'Scheduled' | 'ScheduleFailed' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `LambdaFunction${'Scheduled' | 'ScheduleFailed' | 'Started' | 'StartFailed' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `Task${'Scheduled' | 'Started' | 'StartFailed' | 'SubmitFailed' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`;

type StateEventType =
  | `${StateType}StateEntered`
  | `${Exclude<StateType, 'Fail'>}StateExited`
  | `${'Task' | 'Wait' | 'Parallel' | 'Map'}StateAborted`
  | 'EvaluationFailed';

type FlowEventType =
  | `ParallelState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapRun${'Started' | 'Redriven' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`;

/** The types of history events that executions of this service have. */
export type HistoryEventType =
  | `Execution${'Started' | 'Redriven' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`
  | StateEventType
  | FlowEventType
  | TaskFamilyType;
