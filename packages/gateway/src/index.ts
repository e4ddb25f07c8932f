export type { ApiOperation, ApiRequest, ApiResponse } from './api/api-types.ts';
export { dispatch } from './api/dispatch.ts';
export type { BillingDetails } from './api/model/billing-details.ts';
export type { EncryptionConfiguration } from './api/model/encryption-configuration.ts';
export type { ExecutionStatus, SyncExecutionStatus } from './api/model/execution-status.ts';
export type { HistoryEvent } from './api/model/history-event.ts';
export type { HistoryEventType } from './api/model/history-event-type.ts';
export type { InspectionData } from './api/model/inspection-data.ts';
export type { LoggingConfiguration } from './api/model/logging-configuration.ts';
export type { RoutingConfigurationListItem } from './api/model/routing-configuration.ts';
export type { StateMachineType } from './api/model/state-machine-type.ts';
export type { Tag } from './api/model/tag.ts';
export type { TracingConfiguration } from './api/model/tracing-configuration.ts';
export { isApiOperation, OPERATIONS } from './api/operations.ts';
export { validateRequest } from './api/validate-request.ts';
export type { ApiAnswer } from './aws-json/answer.ts';
export { fromWireJson } from './aws-json/wire-json.ts';
export { createFrontDoor, type FrontDoor, type FrontDoorOptions } from './http/front-door.ts';
export type { FrontDoorLimits } from './http/limits.ts';
export type { ListenAddress, Listening } from './http/listener.ts';
export { RestProblem } from './http/rest-problem.ts';
export type { ApiHandlers } from './port/api-handlers.ts';
export type { Authenticator } from './port/authenticator.ts';
export type { CallContext } from './port/call-context.ts';
export type { FaultLog } from './port/fault-log.ts';
export { ANONYMOUS, type Principal } from './port/principal.ts';
export type { Readiness, ReadinessProbe } from './port/readiness.ts';
export type { RestBody, RestRequest, RestResponse, RestRoute } from './port/rest-route.ts';
export { answerCall } from './bridge/answer-call.ts';
export { decodeAnswer, decodeCall, encodeAnswer, encodeCall, type ApiCall } from './bridge/call-frame.ts';
export { callRemote, type CallTransport } from './bridge/call-remote.ts';
export { createFunctionClient, type FunctionClient } from './lambda/function-client.ts';
export type { InvokeOutcome } from './lambda/invoke-outcome.ts';
export type { InvokeRequest } from './lambda/invoke-request.ts';
export {
  lambdaInvokeOutput,
  lambdaPayload,
  lambdaTaskFailure,
  type TaskFailure,
} from './lambda/task-result.ts';
