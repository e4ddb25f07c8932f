import type { StateWork, TestedState } from '@edgestep/asl';
import type { ApiRequest } from '@edgestep/gateway';
import { ApiError } from '@edgestep/shared';

import { refuse } from '../refuse.ts';

type Request = ApiRequest<'TestState'>;

/** Refuses what does not fit together, whatever the state is. */
export function checkRequest({ mock, context, stateConfiguration, revealSecrets }: Request): void {
  if (mock === undefined) {
    if (stateConfiguration?.mapIterationFailureCount !== undefined) {
      throw refuse('TestState does not support MapIterationFailureCount when a mock is not specified.');
    }
    if (context !== undefined) {
      throw refuse('A Context object can only be specified when a mock is specified.');
    }
    return;
  }
  if (revealSecrets === true) {
    throw refuse('TestState does not support RevealSecrets when a mock is specified.');
  }
  const { result, errorOutput } = mock;
  if (result !== undefined && errorOutput !== undefined) {
    throw refuse('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (result === undefined && errorOutput === undefined) {
    throw refuse('A test mock should have one of the following fields: [result, errorOutput].');
  }
  if (errorOutput !== undefined && errorOutput.error === undefined) {
    throw refuse("The 'error' field of a mocked errorOutput is required.");
  }
}

/** Refuses a state that can't be tested with a mock, or not without one (API reference, TestState). */
export function checkTestability({ state }: TestedState, { mock, roleArn }: Request): void {
  if (mock !== undefined) {
    if ('retriers' in state) return;
    throw refuse(`State type '${state.type}' is not supported when a mock is specified`);
  }
  if (state.type === 'Map' || state.type === 'Parallel') {
    throw new ApiError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (state.type !== 'Task') return;
  const { target } = state;
  if (
    target.family === 'activity' ||
    (target.family === 'service' && target.pattern !== 'request-response')
  ) {
    throw new ApiError(
      'InvalidDefinition',
      'TestState API does not support Activity tasks, or .sync and .waitForTaskToken service integration patterns, when a mock is not specified.',
    );
  }
  if (roleArn === undefined) throw refuse('RoleArn must be specified when testing a Task state');
}

/** Refuses a configuration that says something about what the state does not have. */
export function checkConfiguration(
  { state, definition }: TestedState,
  { stateConfiguration }: Request,
): void {
  const { errorCausedByState, mapItemReaderData, mapIterationFailureCount } = stateConfiguration ?? {};
  if (errorCausedByState !== undefined && state.type !== 'Map' && state.type !== 'Parallel') {
    throw refuse('ErrorCausedByState can only be specified for Map or Parallel states.');
  }
  if (mapIterationFailureCount !== undefined && state.type !== 'Map') {
    throw refuse('MapIterationFailureCount can only be specified for Map states.');
  }
  if (mapItemReaderData !== undefined && (definition.type !== 'Map' || definition.itemReader === undefined)) {
    throw refuse('MapItemReaderData can only be specified for Map states with an ItemReader.');
  }
}

/** Refuses more failed iterations than a Map has items: only the state itself can say how many it has. */
export function checkWork(work: StateWork, { stateConfiguration }: Request): void {
  const failed = stateConfiguration?.mapIterationFailureCount;
  if (failed === undefined || work.kind !== 'flow' || work.items === undefined) return;
  if (failed > work.items) {
    throw refuse(`MapIterationFailureCount must not exceed the number of items, ${work.items}: ${failed}`);
  }
}
