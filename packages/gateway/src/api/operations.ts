import {
  CREATE_ACTIVITY_REQUEST,
  type CreateActivityRequest,
  type CreateActivityResponse,
} from './operations/create-activity.ts';
import {
  CREATE_STATE_MACHINE_REQUEST,
  type CreateStateMachineRequest,
  type CreateStateMachineResponse,
} from './operations/create-state-machine.ts';
import {
  CREATE_STATE_MACHINE_ALIAS_REQUEST,
  type CreateStateMachineAliasRequest,
  type CreateStateMachineAliasResponse,
} from './operations/create-state-machine-alias.ts';
import {
  DELETE_ACTIVITY_REQUEST,
  type DeleteActivityRequest,
  type DeleteActivityResponse,
} from './operations/delete-activity.ts';
import {
  DELETE_STATE_MACHINE_REQUEST,
  type DeleteStateMachineRequest,
  type DeleteStateMachineResponse,
} from './operations/delete-state-machine.ts';
import {
  DELETE_STATE_MACHINE_ALIAS_REQUEST,
  type DeleteStateMachineAliasRequest,
  type DeleteStateMachineAliasResponse,
} from './operations/delete-state-machine-alias.ts';
import {
  DELETE_STATE_MACHINE_VERSION_REQUEST,
  type DeleteStateMachineVersionRequest,
  type DeleteStateMachineVersionResponse,
} from './operations/delete-state-machine-version.ts';
import {
  DESCRIBE_ACTIVITY_REQUEST,
  type DescribeActivityRequest,
  type DescribeActivityResponse,
} from './operations/describe-activity.ts';
import {
  DESCRIBE_EXECUTION_REQUEST,
  type DescribeExecutionRequest,
  type DescribeExecutionResponse,
} from './operations/describe-execution.ts';
import {
  DESCRIBE_MAP_RUN_REQUEST,
  type DescribeMapRunRequest,
  type DescribeMapRunResponse,
} from './operations/describe-map-run.ts';
import {
  DESCRIBE_STATE_MACHINE_REQUEST,
  type DescribeStateMachineRequest,
  type DescribeStateMachineResponse,
} from './operations/describe-state-machine.ts';
import {
  DESCRIBE_STATE_MACHINE_ALIAS_REQUEST,
  type DescribeStateMachineAliasRequest,
  type DescribeStateMachineAliasResponse,
} from './operations/describe-state-machine-alias.ts';
import {
  DESCRIBE_STATE_MACHINE_FOR_EXECUTION_REQUEST,
  type DescribeStateMachineForExecutionRequest,
  type DescribeStateMachineForExecutionResponse,
} from './operations/describe-state-machine-for-execution.ts';
import {
  GET_ACTIVITY_TASK_REQUEST,
  type GetActivityTaskRequest,
  type GetActivityTaskResponse,
} from './operations/get-activity-task.ts';
import {
  GET_EXECUTION_HISTORY_REQUEST,
  type GetExecutionHistoryRequest,
  type GetExecutionHistoryResponse,
} from './operations/get-execution-history.ts';
import {
  LIST_ACTIVITIES_REQUEST,
  type ListActivitiesRequest,
  type ListActivitiesResponse,
} from './operations/list-activities.ts';
import {
  LIST_EXECUTIONS_REQUEST,
  type ListExecutionsRequest,
  type ListExecutionsResponse,
} from './operations/list-executions.ts';
import {
  LIST_MAP_RUNS_REQUEST,
  type ListMapRunsRequest,
  type ListMapRunsResponse,
} from './operations/list-map-runs.ts';
import {
  LIST_STATE_MACHINE_ALIASES_REQUEST,
  type ListStateMachineAliasesRequest,
  type ListStateMachineAliasesResponse,
} from './operations/list-state-machine-aliases.ts';
import {
  LIST_STATE_MACHINE_VERSIONS_REQUEST,
  type ListStateMachineVersionsRequest,
  type ListStateMachineVersionsResponse,
} from './operations/list-state-machine-versions.ts';
import {
  LIST_STATE_MACHINES_REQUEST,
  type ListStateMachinesRequest,
  type ListStateMachinesResponse,
} from './operations/list-state-machines.ts';
import {
  LIST_TAGS_FOR_RESOURCE_REQUEST,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
} from './operations/list-tags-for-resource.ts';
import {
  PUBLISH_STATE_MACHINE_VERSION_REQUEST,
  type PublishStateMachineVersionRequest,
  type PublishStateMachineVersionResponse,
} from './operations/publish-state-machine-version.ts';
import {
  REDRIVE_EXECUTION_REQUEST,
  type RedriveExecutionRequest,
  type RedriveExecutionResponse,
} from './operations/redrive-execution.ts';
import {
  SEND_TASK_FAILURE_REQUEST,
  type SendTaskFailureRequest,
  type SendTaskFailureResponse,
} from './operations/send-task-failure.ts';
import {
  SEND_TASK_HEARTBEAT_REQUEST,
  type SendTaskHeartbeatRequest,
  type SendTaskHeartbeatResponse,
} from './operations/send-task-heartbeat.ts';
import {
  SEND_TASK_SUCCESS_REQUEST,
  type SendTaskSuccessRequest,
  type SendTaskSuccessResponse,
} from './operations/send-task-success.ts';
import {
  START_EXECUTION_REQUEST,
  type StartExecutionRequest,
  type StartExecutionResponse,
} from './operations/start-execution.ts';
import {
  START_SYNC_EXECUTION_REQUEST,
  type StartSyncExecutionRequest,
  type StartSyncExecutionResponse,
} from './operations/start-sync-execution.ts';
import {
  STOP_EXECUTION_REQUEST,
  type StopExecutionRequest,
  type StopExecutionResponse,
} from './operations/stop-execution.ts';
import {
  TAG_RESOURCE_REQUEST,
  type TagResourceRequest,
  type TagResourceResponse,
} from './operations/tag-resource.ts';
import {
  TEST_STATE_REQUEST,
  type TestStateRequest,
  type TestStateResponse,
} from './operations/test-state.ts';
import {
  UNTAG_RESOURCE_REQUEST,
  type UntagResourceRequest,
  type UntagResourceResponse,
} from './operations/untag-resource.ts';
import {
  UPDATE_MAP_RUN_REQUEST,
  type UpdateMapRunRequest,
  type UpdateMapRunResponse,
} from './operations/update-map-run.ts';
import {
  UPDATE_STATE_MACHINE_REQUEST,
  type UpdateStateMachineRequest,
  type UpdateStateMachineResponse,
} from './operations/update-state-machine.ts';
import {
  UPDATE_STATE_MACHINE_ALIAS_REQUEST,
  type UpdateStateMachineAliasRequest,
  type UpdateStateMachineAliasResponse,
} from './operations/update-state-machine-alias.ts';
import {
  VALIDATE_STATE_MACHINE_DEFINITION_REQUEST,
  type ValidateStateMachineDefinitionRequest,
  type ValidateStateMachineDefinitionResponse,
} from './operations/validate-state-machine-definition.ts';
import type { StructureShape } from './shape/shape.ts';

/** Request and answer of every operation of the AWS Step Functions API (service model `stepfunctions/2016-11-23`). */
export interface ApiTypes {
  readonly CreateActivity: {
    readonly request: CreateActivityRequest;
    readonly response: CreateActivityResponse;
  };
  readonly CreateStateMachine: {
    readonly request: CreateStateMachineRequest;
    readonly response: CreateStateMachineResponse;
  };
  readonly CreateStateMachineAlias: {
    readonly request: CreateStateMachineAliasRequest;
    readonly response: CreateStateMachineAliasResponse;
  };
  readonly DeleteActivity: {
    readonly request: DeleteActivityRequest;
    readonly response: DeleteActivityResponse;
  };
  readonly DeleteStateMachine: {
    readonly request: DeleteStateMachineRequest;
    readonly response: DeleteStateMachineResponse;
  };
  readonly DeleteStateMachineAlias: {
    readonly request: DeleteStateMachineAliasRequest;
    readonly response: DeleteStateMachineAliasResponse;
  };
  readonly DeleteStateMachineVersion: {
    readonly request: DeleteStateMachineVersionRequest;
    readonly response: DeleteStateMachineVersionResponse;
  };
  readonly DescribeActivity: {
    readonly request: DescribeActivityRequest;
    readonly response: DescribeActivityResponse;
  };
  readonly DescribeExecution: {
    readonly request: DescribeExecutionRequest;
    readonly response: DescribeExecutionResponse;
  };
  readonly DescribeMapRun: {
    readonly request: DescribeMapRunRequest;
    readonly response: DescribeMapRunResponse;
  };
  readonly DescribeStateMachine: {
    readonly request: DescribeStateMachineRequest;
    readonly response: DescribeStateMachineResponse;
  };
  readonly DescribeStateMachineAlias: {
    readonly request: DescribeStateMachineAliasRequest;
    readonly response: DescribeStateMachineAliasResponse;
  };
  readonly DescribeStateMachineForExecution: {
    readonly request: DescribeStateMachineForExecutionRequest;
    readonly response: DescribeStateMachineForExecutionResponse;
  };
  readonly GetActivityTask: {
    readonly request: GetActivityTaskRequest;
    readonly response: GetActivityTaskResponse;
  };
  readonly GetExecutionHistory: {
    readonly request: GetExecutionHistoryRequest;
    readonly response: GetExecutionHistoryResponse;
  };
  readonly ListActivities: {
    readonly request: ListActivitiesRequest;
    readonly response: ListActivitiesResponse;
  };
  readonly ListExecutions: {
    readonly request: ListExecutionsRequest;
    readonly response: ListExecutionsResponse;
  };
  readonly ListMapRuns: { readonly request: ListMapRunsRequest; readonly response: ListMapRunsResponse };
  readonly ListStateMachineAliases: {
    readonly request: ListStateMachineAliasesRequest;
    readonly response: ListStateMachineAliasesResponse;
  };
  readonly ListStateMachineVersions: {
    readonly request: ListStateMachineVersionsRequest;
    readonly response: ListStateMachineVersionsResponse;
  };
  readonly ListStateMachines: {
    readonly request: ListStateMachinesRequest;
    readonly response: ListStateMachinesResponse;
  };
  readonly ListTagsForResource: {
    readonly request: ListTagsForResourceRequest;
    readonly response: ListTagsForResourceResponse;
  };
  readonly PublishStateMachineVersion: {
    readonly request: PublishStateMachineVersionRequest;
    readonly response: PublishStateMachineVersionResponse;
  };
  readonly RedriveExecution: {
    readonly request: RedriveExecutionRequest;
    readonly response: RedriveExecutionResponse;
  };
  readonly SendTaskFailure: {
    readonly request: SendTaskFailureRequest;
    readonly response: SendTaskFailureResponse;
  };
  readonly SendTaskHeartbeat: {
    readonly request: SendTaskHeartbeatRequest;
    readonly response: SendTaskHeartbeatResponse;
  };
  readonly SendTaskSuccess: {
    readonly request: SendTaskSuccessRequest;
    readonly response: SendTaskSuccessResponse;
  };
  readonly StartExecution: {
    readonly request: StartExecutionRequest;
    readonly response: StartExecutionResponse;
  };
  readonly StartSyncExecution: {
    readonly request: StartSyncExecutionRequest;
    readonly response: StartSyncExecutionResponse;
  };
  readonly StopExecution: {
    readonly request: StopExecutionRequest;
    readonly response: StopExecutionResponse;
  };
  readonly TagResource: { readonly request: TagResourceRequest; readonly response: TagResourceResponse };
  readonly TestState: { readonly request: TestStateRequest; readonly response: TestStateResponse };
  readonly UntagResource: {
    readonly request: UntagResourceRequest;
    readonly response: UntagResourceResponse;
  };
  readonly UpdateMapRun: { readonly request: UpdateMapRunRequest; readonly response: UpdateMapRunResponse };
  readonly UpdateStateMachine: {
    readonly request: UpdateStateMachineRequest;
    readonly response: UpdateStateMachineResponse;
  };
  readonly UpdateStateMachineAlias: {
    readonly request: UpdateStateMachineAliasRequest;
    readonly response: UpdateStateMachineAliasResponse;
  };
  readonly ValidateStateMachineDefinition: {
    readonly request: ValidateStateMachineDefinitionRequest;
    readonly response: ValidateStateMachineDefinitionResponse;
  };
}

/** The name of an operation. */
export type ApiOperation = keyof ApiTypes;

/** What a caller sends. */
export type ApiRequest<K extends ApiOperation> = ApiTypes[K]['request'];

/** What a handler answers. Times are `Date`; on the wire they become epoch seconds. */
export type ApiResponse<K extends ApiOperation> = ApiTypes[K]['response'];

/** What the front door knows of an operation. */
export interface OperationSpec<K extends ApiOperation> {
  readonly request: StructureShape<ApiRequest<K>>;
  /** The call may wait long for something to happen; when the front door closes it is ended at once. */
  readonly longPoll?: true;
}

/** Every operation that exists. The compiler refuses a missing one. */
export const OPERATIONS = {
  CreateActivity: { request: CREATE_ACTIVITY_REQUEST },
  CreateStateMachine: { request: CREATE_STATE_MACHINE_REQUEST },
  CreateStateMachineAlias: { request: CREATE_STATE_MACHINE_ALIAS_REQUEST },
  DeleteActivity: { request: DELETE_ACTIVITY_REQUEST },
  DeleteStateMachine: { request: DELETE_STATE_MACHINE_REQUEST },
  DeleteStateMachineAlias: { request: DELETE_STATE_MACHINE_ALIAS_REQUEST },
  DeleteStateMachineVersion: { request: DELETE_STATE_MACHINE_VERSION_REQUEST },
  DescribeActivity: { request: DESCRIBE_ACTIVITY_REQUEST },
  DescribeExecution: { request: DESCRIBE_EXECUTION_REQUEST },
  DescribeMapRun: { request: DESCRIBE_MAP_RUN_REQUEST },
  DescribeStateMachine: { request: DESCRIBE_STATE_MACHINE_REQUEST },
  DescribeStateMachineAlias: { request: DESCRIBE_STATE_MACHINE_ALIAS_REQUEST },
  DescribeStateMachineForExecution: { request: DESCRIBE_STATE_MACHINE_FOR_EXECUTION_REQUEST },
  GetActivityTask: { request: GET_ACTIVITY_TASK_REQUEST, longPoll: true },
  GetExecutionHistory: { request: GET_EXECUTION_HISTORY_REQUEST },
  ListActivities: { request: LIST_ACTIVITIES_REQUEST },
  ListExecutions: { request: LIST_EXECUTIONS_REQUEST },
  ListMapRuns: { request: LIST_MAP_RUNS_REQUEST },
  ListStateMachineAliases: { request: LIST_STATE_MACHINE_ALIASES_REQUEST },
  ListStateMachineVersions: { request: LIST_STATE_MACHINE_VERSIONS_REQUEST },
  ListStateMachines: { request: LIST_STATE_MACHINES_REQUEST },
  ListTagsForResource: { request: LIST_TAGS_FOR_RESOURCE_REQUEST },
  PublishStateMachineVersion: { request: PUBLISH_STATE_MACHINE_VERSION_REQUEST },
  RedriveExecution: { request: REDRIVE_EXECUTION_REQUEST },
  SendTaskFailure: { request: SEND_TASK_FAILURE_REQUEST },
  SendTaskHeartbeat: { request: SEND_TASK_HEARTBEAT_REQUEST },
  SendTaskSuccess: { request: SEND_TASK_SUCCESS_REQUEST },
  StartExecution: { request: START_EXECUTION_REQUEST },
  StartSyncExecution: { request: START_SYNC_EXECUTION_REQUEST },
  StopExecution: { request: STOP_EXECUTION_REQUEST },
  TagResource: { request: TAG_RESOURCE_REQUEST },
  TestState: { request: TEST_STATE_REQUEST },
  UntagResource: { request: UNTAG_RESOURCE_REQUEST },
  UpdateMapRun: { request: UPDATE_MAP_RUN_REQUEST },
  UpdateStateMachine: { request: UPDATE_STATE_MACHINE_REQUEST },
  UpdateStateMachineAlias: { request: UPDATE_STATE_MACHINE_ALIAS_REQUEST },
  ValidateStateMachineDefinition: { request: VALIDATE_STATE_MACHINE_DEFINITION_REQUEST },
} satisfies { readonly [K in ApiOperation]: OperationSpec<K> };

/** True for the name of an operation, and for nothing that every object inherits. */
export function isApiOperation(name: string): name is ApiOperation {
  return Object.hasOwn(OPERATIONS, name);
}

/** True for an operation that waits for something to happen. */
export function isLongPoll(name: string): boolean {
  return isApiOperation(name) && 'longPoll' in OPERATIONS[name];
}
