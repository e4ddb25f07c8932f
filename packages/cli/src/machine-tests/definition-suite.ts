import { basename } from 'node:path';

import {
  machineName,
  readMockConfig,
  testMachine,
  type MockConfig,
  type MockConfigCase,
  type RunOptions,
  type Suite,
} from '@edgestep/testing';
import type { Json } from '@edgestep/shared';

import { readText } from '../commands/read-text.ts';
import { UsageError } from '../commands/usage-error.ts';
import type { TestOptions } from './test-options.ts';

/**
 * The suite of a definition without one: a case for each test case of the mock configuration, or a single one. What
 * is expected is that the execution succeeds. Throws UsageError and TestingError.
 */
export async function definitionSuite(file: string, input: Json, options: TestOptions): Promise<Suite> {
  const name = options.name ?? machineName(basename(file));
  const machine = testMachine(await readText(file), { name, type: options.type });
  const run: RunOptions = options.seed === undefined ? {} : { seed: numberOf(options.seed, '--seed') };
  const cases = await configuredCases(name, options);
  return {
    name: file,
    machine,
    minCoverage: undefined,
    cases: (cases ?? [{ name, mocks: {} }]).map((each) => ({
      name: each.name,
      input,
      options: { ...run, mocks: each.mocks },
      expect: {},
    })),
  };
}

/** Undefined without a mock configuration. */
async function configuredCases(
  name: string,
  options: TestOptions,
): Promise<readonly MockConfigCase[] | undefined> {
  if (options.mockConfig === undefined) return undefined;
  const config = readMockConfig(await readText(options.mockConfig), options.mockConfig);
  const cases = casesOf(config, name, options.name !== undefined);
  if (cases !== undefined) return cases;
  const known = [...config.stateMachines.keys()].join(', ') || 'none';
  throw new UsageError(
    `${config.file} has no state machine '${name}', only ${known}. Say which with --name NAME.`,
  );
}

/** A file that has one state machine only needs no name that fits. */
function casesOf(config: MockConfig, name: string, named: boolean): readonly MockConfigCase[] | undefined {
  const cases = config.stateMachines.get(name);
  if (cases !== undefined || named || config.stateMachines.size !== 1) return cases;
  return [...config.stateMachines.values()][0];
}

/** A number given as an option. Throws UsageError. */
export function numberOf(text: string, option: string, max = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? '0 or more' : `0 to ${max}`;
  throw new UsageError(`${option} must be a number, ${range}, not '${text}'.`);
}
