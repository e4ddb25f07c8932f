export {
  startActivityWorker,
  type ActivityHandler,
  type ActivityTaskContext,
  type ActivityWorker,
  type ActivityWorkerOptions,
} from './activity/start-activity-worker.ts';
export type { BackoffPolicy } from './backoff.ts';
export { EdgestepApiError, isApiError, UNREACHABLE, type EdgestepApiErrorName } from './client/api-error.ts';
export type { EdgestepClient, OperationMethods } from './client/client.ts';
export type { CallOptions, ClientOptions } from './client/client-options.ts';
export { createClient } from './client/create-client.ts';
export type { DeployInput, Deployment } from './client/deploy.ts';
export { ExecutionFailedError } from './client/execution-failed-error.ts';
export type { InputOf, OperationName, Operations, OutputOf } from './client/operations.ts';
export { persist, type PersistOptions } from './client/persist.ts';
export type { RunOptions } from './client/run.ts';
export type { NamedStart } from './client/start-once.ts';
export type * from './client/shapes/activity-shapes.ts';
export type * from './client/shapes/execution-shapes.ts';
export type * from './client/shapes/history-event.ts';
export type * from './client/shapes/map-run-shapes.ts';
export type * from './client/shapes/state-machine-shapes.ts';
export type * from './client/shapes/test-state-shapes.ts';
export type * from './client/shapes/version-shapes.ts';
export type {
  Example,
  ExampleContext,
  ExampleExecution,
  ExampleMachine,
  ExampleResult,
  ExampleWorker,
} from './example/example.ts';
export { jsonLinesLog, silentLog, type Log } from './log.ts';
export { drainOnSignals } from './worker/drain-on-signals.ts';
export { startWorker } from './worker/start-worker.ts';
export { TaskAbortedError, type AbortCode, type TaskContext } from './worker/task-context.ts';
export { TaskError } from './worker/task-error.ts';
export type {
  FunctionSpec,
  TaskHandler,
  Worker,
  WorkerCredentials,
  WorkerOptions,
} from './worker/worker-options.ts';
export type { Json, JsonObject } from '@edgestep/shared';
