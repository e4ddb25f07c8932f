import { statesOf, type StateMachineDefinition } from '@edgestep/asl';

import type { Mock, Mocks } from '../mocks/mock.ts';
import { TestingError } from '../testing-error.ts';

/**
 * Throws TestingError `mock-unknown` for a mock whose state the definition does not have: most likely it is misspelt.
 * Those of a mock configuration are let be, as Step Functions Local does: the state that they miss tells of itself.
 */
export function requireKnownStates(definition: StateMachineDefinition, mocks: Mocks): void {
  const tasks = new Set(taskNames(definition));
  const unknown = Object.entries(mocks).find(([name, mock]) => !tasks.has(name) && !isConfigured(mock))?.[0];
  if (unknown === undefined) return;
  throw new TestingError(
    'mock-unknown',
    `mocks[${JSON.stringify(unknown)}] is for a Task state that the definition does not have. ` +
      `Its Task states: ${[...tasks].join(', ') || 'none'}.`,
  );
}

/** The names of the Task states, those of branches and iterations included. */
export function taskNames(definition: StateMachineDefinition): string[] {
  return [...statesOf(definition)].filter(({ type }) => type === 'Task').map(({ name }) => name);
}

function isConfigured(mock: Mock): boolean {
  return typeof mock === 'object' && mock !== null && 'advice' in mock;
}
