import { Cursor } from '../document/cursor.ts';
import { readDocument } from '../document/source-document.ts';
import type { MockOutcome, MockSequence, Mocks } from '../mocks/mock.ts';
import type { MockConfig, MockConfigCase, NumberedAnswer } from './mock-config.ts';

/**
 * Reads the mock configuration file of Step Functions Local (developer guide, configuration file for mocked service
 * integrations). Throws TestingError `file-invalid` with the place and what is expected there.
 */
export function readMockConfig(text: string, file: string): MockConfig {
  const root = new Cursor(readDocument(text, file));
  const { StateMachines, MockedResponses } = root.fields('an object with StateMachines and MockedResponses', [
    'StateMachines',
    'MockedResponses',
  ]);
  if (StateMachines === undefined) throw root.refusal('the field StateMachines');
  const responses = new Map(
    [...(MockedResponses?.members('mocked responses by name') ?? [])].map(([name, response]) => [
      name,
      readResponse(response, `${file}: MockedResponses.${name}`),
    ]),
  );
  const stateMachines = new Map(
    [...StateMachines.members('state machines by name')].map(([name, machine]) => [
      name,
      readCases(machine, responses),
    ]),
  );
  return { file, stateMachines };
}

function readCases(machine: Cursor, responses: ReadonlyMap<string, MockSequence>): readonly MockConfigCase[] {
  const { TestCases } = machine.fields('an object with TestCases', ['TestCases']);
  if (TestCases === undefined) throw machine.refusal('the field TestCases');
  return [...TestCases.members('test cases by name')].map(([name, states]) => ({
    name,
    mocks: readMocks(states, responses),
  }));
}

function readMocks(states: Cursor, responses: ReadonlyMap<string, MockSequence>): Mocks {
  const mocks = [...states.members('names of mocked responses by state')].map(([state, response]) => {
    const name = response.text('the name of a mocked response');
    const sequence = responses.get(name);
    if (sequence !== undefined) return [state, sequence] as const;
    const known = [...responses.keys()].join(', ') || 'none';
    throw response.refusal(`the name of one of the MockedResponses (${known})`);
  });
  return Object.fromEntries(mocks);
}

/** An entry without an answer for an invocation is no mistake of the file: the invocation that asks for it is one. */
function readResponse(response: Cursor, name: string): MockSequence {
  const answers = [...response.members('answers by invocation number')].map(([range, answer]) =>
    readAnswer(range, answer),
  );
  return {
    at: (invocation) => answers.find(({ first, last }) => first <= invocation && invocation <= last)?.answer,
    advice: `Add the invocation to ${name}: every call of the state takes the next number, retries and iterations included.`,
  };
}

function readAnswer(range: string, answer: Cursor): NumberedAnswer {
  const [, first = '', last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(range) ?? [];
  if (first === '' || Number(last) < Number(first)) {
    throw answer.refusal('an invocation number like "0", or a range like "1-3"', JSON.stringify(range));
  }
  return { first: Number(first), last: Number(last), answer: readOutcome(answer) };
}

function readOutcome(answer: Cursor): MockOutcome {
  const expected = 'an object with either Return or Throw';
  const { Return, Throw } = answer.fields(expected, ['Return', 'Throw']);
  if (Return !== undefined && Throw === undefined) return { return: Return.json() };
  if (Throw === undefined || Return !== undefined) throw answer.refusal(expected);
  const { Error: error, Cause: cause } = Throw.fields('an object with Error and Cause', ['Error', 'Cause']);
  if (error === undefined) throw Throw.refusal('the field Error');
  return {
    throw: {
      error: error.text('the name of an error, as Retry and Catch match it'),
      ...(cause === undefined ? {} : { cause: cause.text('a text') }),
    },
  };
}
