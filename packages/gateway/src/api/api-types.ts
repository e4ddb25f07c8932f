import type { CreateActivityRequest, CreateActivityResponse } from './operations/create-activity.ts';
import type {
  CreateStateMachineRequest,
  CreateStateMachineResponse,
} from './operations/create-state-machine.ts';
import type {
  CreateStateMachineAliasRequest,
  CreateStateMachineAliasResponse,
} from './operations/create-state-machine-alias.ts';
import type { DeleteActivityRequest, DeleteActivityResponse } from './operations/delete-activity.ts';
import type {
  DeleteStateMachineRequest,
  DeleteStateMachineResponse,
} from './operations/delete-state-machine.ts';
import type {
  DeleteStateMachineAliasRequest,
  DeleteStateMachineAliasResponse,
} from './operations/delete-state-machine-alias.ts';
import type {
  DeleteStateMachineVersionRequest,
  DeleteStateMachineVersionResponse,
} from './operations/delete-state-machine-version.ts';
import type { DescribeActivityRequest, DescribeActivityResponse } from './operations/describe-activity.ts';
import type { DescribeExecutionRequest, DescribeExecutionResponse } from './operations/describe-execution.ts';
import type { DescribeMapRunRequest, DescribeMapRunResponse } from './operations/describe-map-run.ts';
import type {
  DescribeStateMachineRequest,
  DescribeStateMachineResponse,
} from './operations/describe-state-machine.ts';
import type {
  DescribeStateMachineAliasRequest,
  DescribeStateMachineAliasResponse,
} from './operations/describe-state-machine-alias.ts';
import type {
  DescribeStateMachineForExecutionRequest,
  DescribeStateMachineForExecutionResponse,
} from './operations/describe-state-machine-for-execution.ts';
import type { GetActivityTaskRequest, GetActivityTaskResponse } from './operations/get-activity-task.ts';
import type {
  GetExecutionHistoryRequest,
  GetExecutionHistoryResponse,
} from './operations/get-execution-history.ts';
import type { ListActivitiesRequest, ListActivitiesResponse } from './operations/list-activities.ts';
import type { ListExecutionsRequest, ListExecutionsResponse } from './operations/list-executions.ts';
import type { ListMapRunsRequest, ListMapRunsResponse } from './operations/list-map-runs.ts';
import type {
  ListStateMachineAliasesRequest,
  ListStateMachineAliasesResponse,
} from './operations/list-state-machine-aliases.ts';
import type {
  ListStateMachineVersionsRequest,
  ListStateMachineVersionsResponse,
} from './operations/list-state-machine-versions.ts';
import type {
  ListStateMachinesRequest,
  ListStateMachinesResponse,
} from './operations/list-state-machines.ts';
import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
} from './operations/list-tags-for-resource.ts';
import type {
  PublishStateMachineVersionRequest,
  PublishStateMachineVersionResponse,
} from './operations/publish-state-machine-version.ts';
import type { RedriveExecutionRequest, RedriveExecutionResponse } from './operations/redrive-execution.ts';
import type { SendTaskFailureRequest, SendTaskFailureResponse } from './operations/send-task-failure.ts';
import type {
  SendTaskHeartbeatRequest,
  SendTaskHeartbeatResponse,
} from './operations/send-task-heartbeat.ts';
import type { SendTaskSuccessRequest, SendTaskSuccessResponse } from './operations/send-task-success.ts';
import type { StartExecutionRequest, StartExecutionResponse } from './operations/start-execution.ts';
import type {
  StartSyncExecutionRequest,
  StartSyncExecutionResponse,
} from './operations/start-sync-execution.ts';
import type { StopExecutionRequest, StopExecutionResponse } from './operations/stop-execution.ts';
import type { TagResourceRequest, TagResourceResponse } from './operations/tag-resource.ts';
import type { TestStateRequest, TestStateResponse } from './operations/test-state.ts';
import type { UntagResourceRequest, UntagResourceResponse } from './operations/untag-resource.ts';
import type { UpdateMapRunRequest, UpdateMapRunResponse } from './operations/update-map-run.ts';
import type {
  UpdateStateMachineRequest,
  UpdateStateMachineResponse,
} from './operations/update-state-machine.ts';
import type {
  UpdateStateMachineAliasRequest,
  UpdateStateMachineAliasResponse,
} from './operations/update-state-machine-alias.ts';
import type {
  ValidateStateMachineDefinitionRequest,
  ValidateStateMachineDefinitionResponse,
} from './operations/validate-state-machine-definition.ts';

/** Request and answer of every operation of the AWS Step Functions API (service model `stepfunctions/2016-11-23`). */
interface ApiTypes {
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
