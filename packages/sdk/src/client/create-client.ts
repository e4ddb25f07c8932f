import { createCall, type Call } from './call.ts';
import type { ClientOptions } from './client-options.ts';
import type { EdgestepClient, OperationMethods } from './client.ts';
import { deployStateMachine, waitUntilDeployed } from './deploy.ts';
import { historyOf } from './history.ts';
import { OPERATIONS, type OperationName } from './operations.ts';
import { runExecution, runExecutionSync, waitForEnd } from './run.ts';
import { startOnce } from './start-once.ts';

/**
 * Makes a client. Nothing is sent until it is used, and it holds no connection that would have to be closed.
 *
 * Calls are repeated with full jitter when the service is unreachable, answers 503 or throttles; an operation that
 * is not idempotent (StartSyncExecution, TestState) only when it surely was not taken. `startExecution` without a
 * name gets a random one, so that a repeated call starts one execution.
 *
 * @throws TypeError when `endpoint` is no http or https URL
 */
export function createClient(options: ClientOptions): EdgestepClient {
  const call = createCall(options);
  return {
    ...operationMethods(call),
    startExecution: (input, callOptions) =>
      call('StartExecution', { name: crypto.randomUUID(), ...input }, callOptions),
    redriveExecution: (input, callOptions) =>
      call('RedriveExecution', { clientToken: crypto.randomUUID(), ...input }, callOptions),
    deploy: (input, callOptions = {}) => deployStateMachine(call, input, callOptions),
    waitForStateMachine: (arn, revisionId, callOptions = {}) =>
      waitUntilDeployed(call, arn, revisionId, callOptions),
    startOnce: async (input, callOptions = {}) => (await startOnce(call, input, callOptions)).executionArn,
    run: (arn, input = {}, runOptions = {}) => runExecution(call, arn, input, runOptions),
    runSync: (arn, input = {}, runOptions = {}) => runExecutionSync(call, arn, input, runOptions),
    waitFor: (executionArn, callOptions = {}) => waitForEnd(call, executionArn, callOptions),
    history: (executionArn, callOptions = {}) => historyOf(call, executionArn, callOptions),
  };
}

function operationMethods(call: Call): OperationMethods {
  const names = Object.keys(OPERATIONS) as OperationName[];
  const methods = names.map((name) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    (input: never, options?: never) => call(name, input, options),
  ]);
  // The table names every operation (`satisfies` in operations.ts), so the object has every method.
  return Object.fromEntries(methods) as OperationMethods;
}
