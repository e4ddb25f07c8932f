import type { ApiOperation, ApiRequest } from './api-types.ts';
import { CREATE_ACTIVITY_REQUEST } from './operations/create-activity.ts';
import { CREATE_STATE_MACHINE_REQUEST } from './operations/create-state-machine.ts';
import { CREATE_STATE_MACHINE_ALIAS_REQUEST } from './operations/create-state-machine-alias.ts';
import { DELETE_ACTIVITY_REQUEST } from './operations/delete-activity.ts';
import { DELETE_STATE_MACHINE_REQUEST } from './operations/delete-state-machine.ts';
import { DELETE_STATE_MACHINE_ALIAS_REQUEST } from './operations/delete-state-machine-alias.ts';
import { DELETE_STATE_MACHINE_VERSION_REQUEST } from './operations/delete-state-machine-version.ts';
import { DESCRIBE_ACTIVITY_REQUEST } from './operations/describe-activity.ts';
import { DESCRIBE_EXECUTION_REQUEST } from './operations/describe-execution.ts';
import { DESCRIBE_MAP_RUN_REQUEST } from './operations/describe-map-run.ts';
import { DESCRIBE_STATE_MACHINE_REQUEST } from './operations/describe-state-machine.ts';
import { DESCRIBE_STATE_MACHINE_ALIAS_REQUEST } from './operations/describe-state-machine-alias.ts';
import { DESCRIBE_STATE_MACHINE_FOR_EXECUTION_REQUEST } from './operations/describe-state-machine-for-execution.ts';
import { GET_ACTIVITY_TASK_REQUEST } from './operations/get-activity-task.ts';
import { GET_EXECUTION_HISTORY_REQUEST } from './operations/get-execution-history.ts';
import { LIST_ACTIVITIES_REQUEST } from './operations/list-activities.ts';
import { LIST_EXECUTIONS_REQUEST } from './operations/list-executions.ts';
import { LIST_MAP_RUNS_REQUEST } from './operations/list-map-runs.ts';
import { LIST_STATE_MACHINE_ALIASES_REQUEST } from './operations/list-state-machine-aliases.ts';
import { LIST_STATE_MACHINE_VERSIONS_REQUEST } from './operations/list-state-machine-versions.ts';
import { LIST_STATE_MACHINES_REQUEST } from './operations/list-state-machines.ts';
import { LIST_TAGS_FOR_RESOURCE_REQUEST } from './operations/list-tags-for-resource.ts';
import { PUBLISH_STATE_MACHINE_VERSION_REQUEST } from './operations/publish-state-machine-version.ts';
import { REDRIVE_EXECUTION_REQUEST } from './operations/redrive-execution.ts';
import { SEND_TASK_FAILURE_REQUEST } from './operations/send-task-failure.ts';
import { SEND_TASK_HEARTBEAT_REQUEST } from './operations/send-task-heartbeat.ts';
import { SEND_TASK_SUCCESS_REQUEST } from './operations/send-task-success.ts';
import { START_EXECUTION_REQUEST } from './operations/start-execution.ts';
import { START_SYNC_EXECUTION_REQUEST } from './operations/start-sync-execution.ts';
import { STOP_EXECUTION_REQUEST } from './operations/stop-execution.ts';
import { TAG_RESOURCE_REQUEST } from './operations/tag-resource.ts';
import { TEST_STATE_REQUEST } from './operations/test-state.ts';
import { UNTAG_RESOURCE_REQUEST } from './operations/untag-resource.ts';
import { UPDATE_MAP_RUN_REQUEST } from './operations/update-map-run.ts';
import { UPDATE_STATE_MACHINE_REQUEST } from './operations/update-state-machine.ts';
import { UPDATE_STATE_MACHINE_ALIAS_REQUEST } from './operations/update-state-machine-alias.ts';
import { VALIDATE_STATE_MACHINE_DEFINITION_REQUEST } from './operations/validate-state-machine-definition.ts';
import type { StructureShape } from './shape/shape.ts';

/** What the front door knows of an operation. */
interface OperationSpec<K extends ApiOperation> {
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
