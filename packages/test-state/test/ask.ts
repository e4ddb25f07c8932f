import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import { ApiError, type Json } from '@edgestep/shared';

import { testState } from '../src/test-state.ts';
import type { TestStatePorts } from '../src/test-state-ports.ts';

type Asked = Omit<ApiRequest<'TestState'>, 'definition' | 'input'> & {
  readonly definition: Json;
  readonly input?: Json;
};

const ports: TestStatePorts = {
  region: 'dallas',
  account: '000000000000',
  now: () => Date.parse('2026-03-01T12:00:00Z'),
  uuid: () => '11111111-2222-4333-8444-555555555555',
  evaluation: { random: () => 0.5, uuid: () => '11111111-2222-4333-8444-555555555555' },
  callTask: async ({ target }) => {
    throw new Error(`nobody does ${target.resource}`);
  },
};

/** Asks TestState about a definition and an input that are written as values. */
export async function ask(
  { definition, input, ...request }: Asked,
  others: Partial<TestStatePorts> = {},
): Promise<ApiResponse<'TestState'>> {
  const texts = {
    definition: JSON.stringify(definition),
    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
  };
  return testState({ ...request, ...texts }, { ...ports, ...others }, new AbortController().signal);
}

/** `Name: message` of the refusal; throws when there is none. */
export async function refusalOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof ApiError) return `${error.name}: ${error.message}`;
    throw error;
  }
  throw new Error('the request was not refused');
}
