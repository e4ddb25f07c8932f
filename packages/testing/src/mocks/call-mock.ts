import { plainJson, type Json } from '@edgestep/shared';

import { TestingError } from '../testing-error.ts';
import { ChosenOutcome, type MockEntry, type MockOutcome, type MockTask } from './mock.ts';

/** What an entry comes to for one task: its outcome as written, or what the function makes of the input. */
export async function callMock(entry: MockEntry, input: Json, task: MockTask): Promise<MockOutcome> {
  if (typeof entry !== 'function') return entry;
  let answered: unknown;
  try {
    answered = await entry(plainJson(input), task);
  } catch (thrown) {
    if (thrown instanceof TestingError) throw thrown;
    return { throw: failureOf(thrown) };
  }
  if (answered instanceof ChosenOutcome) return answered.outcome;
  return { return: asJson(answered, task) };
}

/** A handler's result as it would arrive: through JSON; nothing at all is null. */
function asJson(answered: unknown, task: MockTask): Json {
  if (answered === undefined) return null;
  try {
    const text: unknown = JSON.stringify(answered);
    if (typeof text === 'string') return JSON.parse(text) as Json;
  } catch (cause) {
    throw new TestingError('mock-invalid', `The mock of '${task.state}' answered what is no JSON.`, {
      cause,
    });
  }
  throw new TestingError('mock-invalid', `The mock of '${task.state}' answered what is no JSON.`);
}

/** A task fails under its error's name, or its class, with the cause that a worker gives; without a stack, so that runs are equal. */
function failureOf(thrown: unknown): { readonly error: string; readonly cause: string } {
  if (!(thrown instanceof Error)) {
    return { error: 'Error', cause: JSON.stringify({ errorType: 'Error', errorMessage: String(thrown) }) };
  }
  const { name, message } = thrown;
  const errorType = name === 'Error' || name === '' ? thrown.constructor.name || 'Error' : name;
  return { error: errorType, cause: JSON.stringify({ errorType, errorMessage: message }) };
}
