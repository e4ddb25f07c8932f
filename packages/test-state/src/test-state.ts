import {
  definitionErrorMessage,
  readTestedState,
  runTestedState,
  type StateWork,
  type TestedState,
  type WorkOutcome,
} from '@edgestep/asl';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, requireRoleArn, type Json, type JsonObject } from '@edgestep/shared';

import { answerOf } from './answer.ts';
import { callOnce } from './call-once.ts';
import { readContext } from './context/check-context.ts';
import { defaultContext } from './context/default-context.ts';
import { checkConfiguration, checkRequest, checkTestability, checkWork } from './mock/check-mock.ts';
import { mockedOutcome } from './mock/mocked-outcome.ts';
import { parseObject, parsePayload } from './parse-object.ts';
import { refuse } from './refuse.ts';
import type { TestStatePorts } from './test-state-ports.ts';

type Request = ApiRequest<'TestState'>;

/**
 * TestState: runs one state alone. Its task is called once, or mocked; nothing is created, and nothing is recorded.
 * Throws ApiError: ValidationException, InvalidDefinition, InvalidExecutionInput or InvalidArn.
 */
export async function testState(
  request: Request,
  ports: TestStatePorts,
  signal: AbortSignal,
): Promise<ApiResponse<'TestState'>> {
  checkRequest(request);
  const tested = testedStateOf(request);
  checkTestability(tested, request);
  checkConfiguration(tested, request);
  const { roleArn = '' } = request;
  if (roleArn !== '') requireRoleArn(roleArn);
  const input = inputOf(request);
  const variables = variablesOf(request);
  const context = contextOf(request, ports, tested, input);
  const mocked = request.mock && (await mockedOutcome(tested, request.mock));
  const work = async (handedOut: StateWork): Promise<WorkOutcome> => {
    checkWork(handedOut, request);
    if (mocked !== undefined) return mocked;
    if (handedOut.kind === 'task') return callOnce(ports, { ...handedOut, roleArn, context }, signal);
    throw new ApiError('InternalServerError', `The branches of a ${tested.state.type} were to be run`);
  };
  const {
    retrierRetryCount = 0,
    mapIterationFailureCount,
    mapItemReaderData,
  } = request.stateConfiguration ?? {};
  const situation = {
    input,
    variables,
    context,
    now: ports.now(),
    port: ports.evaluation,
    retrierRetryCount,
    mapIterationFailureCount,
    mapItemReaderData,
    taskToken: ports.uuid(),
  };
  return answerOf(await runTestedState(tested, situation, work), input, request.inspectionLevel);
}

/** Whether a request, if it is valid, calls a task: only a zone can answer it then. */
export function callsTask({ definition, stateName, mock }: Request): boolean {
  if (mock !== undefined) return false;
  const reading = readTestedState(definition, stateName);
  return reading.kind === 'read' && reading.tested.state.type === 'Task';
}

function testedStateOf({ definition, stateName }: Request): TestedState {
  const reading = readTestedState(definition, stateName);
  switch (reading.kind) {
    case 'read':
      return reading.tested;
    case 'not-found':
      throw refuse('State not found in definition');
    case 'refused':
      throw new ApiError('InvalidDefinition', definitionErrorMessage(reading.diagnostics));
  }
}

function inputOf({ input }: Request): Json {
  if (input === undefined) return {};
  return parsePayload(
    input,
    (reason) => new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`),
  );
}

function variablesOf({ variables }: Request): JsonObject {
  if (variables === undefined) return {};
  return parseObject(variables, (reason) => refuse(`Invalid variables provided: ${reason}`));
}

function contextOf(
  { context, roleArn, stateConfiguration }: Request,
  ports: TestStatePorts,
  tested: TestedState,
  input: Json,
): JsonObject {
  if (context !== undefined) return readContext(context);
  const retryCount = stateConfiguration?.retrierRetryCount ?? 0;
  return defaultContext(ports, tested, { input, roleArn, retryCount, executionName: ports.uuid() });
}
