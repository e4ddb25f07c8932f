import type { StateMachineDefinition } from './state-machine-definition.ts';

/**
 * Prints a definition as indented JSON, members in the order in which they were written (names that are whole numbers
 * come first, as JavaScript keeps them). What is printed parses to
 * an equal definition, and prints the same again.
 */
export function printDefinition(definition: StateMachineDefinition): string {
  return JSON.stringify(definition.source, null, 2);
}
