import type * as Activity from './shapes/activity-shapes.ts';
import type * as Execution from './shapes/execution-shapes.ts';
import type * as History from './shapes/history-event.ts';
import type * as MapRun from './shapes/map-run-shapes.ts';
import type * as Machine from './shapes/state-machine-shapes.ts';
import type * as State from './shapes/test-state-shapes.ts';
import type * as Version from './shapes/version-shapes.ts';

/** The answer of an operation that has nothing to say. */
type Empty = Readonly<Record<string, never>>;

type Operation<Input, Output> = { readonly input: Input; readonly output: Output };

/** The operations of the AWS Step Functions API (service model `stepfunctions/2016-11-23`) with their shapes. */
export interface Operations {
  CreateStateMachine: Operation<Machine.CreateStateMachineInput, Machine.CreateStateMachineOutput>;
  UpdateStateMachine: Operation<Machine.UpdateStateMachineInput, Machine.UpdateStateMachineOutput>;
  DescribeStateMachine: Operation<Machine.DescribeStateMachineInput, Machine.DescribeStateMachineOutput>;
  DescribeStateMachineForExecution: Operation<
    Machine.DescribeStateMachineForExecutionInput,
    Machine.DescribeStateMachineForExecutionOutput
  >;
  DeleteStateMachine: Operation<{ readonly stateMachineArn: string }, Empty>;
  ListStateMachines: Operation<Machine.PageInput, Machine.ListStateMachinesOutput>;
  ValidateStateMachineDefinition: Operation<
    Machine.ValidateStateMachineDefinitionInput,
    Machine.ValidateStateMachineDefinitionOutput
  >;
  TestState: Operation<State.TestStateInput, State.TestStateOutput>;

  PublishStateMachineVersion: Operation<
    Version.PublishStateMachineVersionInput,
    Version.PublishStateMachineVersionOutput
  >;
  ListStateMachineVersions: Operation<
    Version.ListStateMachineVersionsInput,
    Version.ListStateMachineVersionsOutput
  >;
  DeleteStateMachineVersion: Operation<{ readonly stateMachineVersionArn: string }, Empty>;
  CreateStateMachineAlias: Operation<
    Version.CreateStateMachineAliasInput,
    Version.CreateStateMachineAliasOutput
  >;
  UpdateStateMachineAlias: Operation<Version.UpdateStateMachineAliasInput, { readonly updateDate: Date }>;
  DescribeStateMachineAlias: Operation<
    { readonly stateMachineAliasArn: string },
    Version.DescribeStateMachineAliasOutput
  >;
  DeleteStateMachineAlias: Operation<{ readonly stateMachineAliasArn: string }, Empty>;
  ListStateMachineAliases: Operation<
    Version.ListStateMachineAliasesInput,
    Version.ListStateMachineAliasesOutput
  >;

  StartExecution: Operation<Execution.StartExecutionInput, Execution.StartExecutionOutput>;
  StartSyncExecution: Operation<Execution.StartSyncExecutionInput, Execution.StartSyncExecutionOutput>;
  StopExecution: Operation<Execution.StopExecutionInput, Execution.StopExecutionOutput>;
  DescribeExecution: Operation<Execution.DescribeExecutionInput, Execution.DescribeExecutionOutput>;
  ListExecutions: Operation<Execution.ListExecutionsInput, Execution.ListExecutionsOutput>;
  GetExecutionHistory: Operation<History.GetExecutionHistoryInput, History.GetExecutionHistoryOutput>;
  RedriveExecution: Operation<Execution.RedriveExecutionInput, Execution.RedriveExecutionOutput>;

  CreateActivity: Operation<Activity.CreateActivityInput, Activity.CreateActivityOutput>;
  DescribeActivity: Operation<Activity.ActivityReference, Activity.DescribeActivityOutput>;
  DeleteActivity: Operation<Activity.ActivityReference, Empty>;
  ListActivities: Operation<Machine.PageInput, Activity.ListActivitiesOutput>;
  GetActivityTask: Operation<Activity.GetActivityTaskInput, Activity.GetActivityTaskOutput>;
  SendTaskSuccess: Operation<Activity.SendTaskSuccessInput, Empty>;
  SendTaskFailure: Operation<Activity.SendTaskFailureInput, Empty>;
  SendTaskHeartbeat: Operation<Activity.SendTaskHeartbeatInput, Empty>;

  DescribeMapRun: Operation<MapRun.MapRunReference, MapRun.DescribeMapRunOutput>;
  ListMapRuns: Operation<MapRun.ListMapRunsInput, MapRun.ListMapRunsOutput>;
  UpdateMapRun: Operation<MapRun.UpdateMapRunInput, Empty>;

  TagResource: Operation<{ readonly resourceArn: string; readonly tags: readonly Machine.Tag[] }, Empty>;
  UntagResource: Operation<{ readonly resourceArn: string; readonly tagKeys: readonly string[] }, Empty>;
  ListTagsForResource: Operation<{ readonly resourceArn: string }, { readonly tags: readonly Machine.Tag[] }>;
}

export type OperationName = keyof Operations;
export type InputOf<Name extends OperationName> = Operations[Name]['input'];
export type OutputOf<Name extends OperationName> = Operations[Name]['output'];

/** How often an operation may be sent when it is unknown whether it arrived. */
export type Repeatability =
  /** Sending it twice has the effect of sending it once. */
  | 'idempotent'
  /** Sent again only when it surely was not taken: the connection was refused, or the service said so. */
  | 'once';

/** Every operation; the compiler checks that none is missing. */
export const OPERATIONS = {
  CreateStateMachine: 'idempotent',
  UpdateStateMachine: 'idempotent',
  DescribeStateMachine: 'idempotent',
  DescribeStateMachineForExecution: 'idempotent',
  DeleteStateMachine: 'idempotent',
  ListStateMachines: 'idempotent',
  ValidateStateMachineDefinition: 'idempotent',
  TestState: 'once',
  PublishStateMachineVersion: 'idempotent',
  ListStateMachineVersions: 'idempotent',
  DeleteStateMachineVersion: 'idempotent',
  CreateStateMachineAlias: 'idempotent',
  UpdateStateMachineAlias: 'idempotent',
  DescribeStateMachineAlias: 'idempotent',
  DeleteStateMachineAlias: 'idempotent',
  ListStateMachineAliases: 'idempotent',
  StartExecution: 'idempotent',
  StartSyncExecution: 'once',
  StopExecution: 'idempotent',
  DescribeExecution: 'idempotent',
  ListExecutions: 'idempotent',
  GetExecutionHistory: 'idempotent',
  RedriveExecution: 'idempotent',
  CreateActivity: 'idempotent',
  DescribeActivity: 'idempotent',
  DeleteActivity: 'idempotent',
  ListActivities: 'idempotent',
  GetActivityTask: 'idempotent',
  SendTaskSuccess: 'idempotent',
  SendTaskFailure: 'idempotent',
  SendTaskHeartbeat: 'idempotent',
  DescribeMapRun: 'idempotent',
  ListMapRuns: 'idempotent',
  UpdateMapRun: 'idempotent',
  TagResource: 'idempotent',
  UntagResource: 'idempotent',
  ListTagsForResource: 'idempotent',
} as const satisfies Record<OperationName, Repeatability>;
