import type { Cursor } from '../document/cursor.ts';
import type { MockOutcome, Mocks, MockTiming } from './mock.ts';

const OUTCOME = 'an object with return, throw or never';
const TIMING = ['afterSeconds', 'heartbeatEverySeconds', 'times', 'worker', 'submitted'] as const;

/** Reads mocks by name. Throws TestingError `file-invalid`. */
export function readMocks(mocks: Cursor): Mocks {
  return Object.fromEntries(
    [...mocks.members('mocks by name')].map(([name, mock]) => [name, readMock(mock)]),
  );
}

function readMock(mock: Cursor): MockOutcome | readonly MockOutcome[] {
  return Array.isArray(mock.value) ? mock.items('a list of answers').map(readOutcome) : readOutcome(mock);
}

function readOutcome(cursor: Cursor): MockOutcome {
  const fields = cursor.fields(OUTCOME, ['return', 'throw', 'never', ...TIMING]);
  const { return: returned, throw: thrown, never } = fields;
  if ([returned, thrown, never].filter((each) => each !== undefined).length !== 1) {
    throw cursor.refusal(`${OUTCOME}, one of them`);
  }
  const timing = readTiming(fields);
  if (returned !== undefined) return { return: returned.json(), ...timing };
  if (thrown !== undefined) return { throw: readThrow(thrown), ...timing };
  if (never?.value !== true) throw (never ?? cursor).refusal('true');
  return { never: true, ...timing };
}

function readThrow(thrown: Cursor): { readonly error: string; readonly cause?: string } {
  const { error, cause } = thrown.fields('an object with error and cause', ['error', 'cause']);
  if (error === undefined) throw thrown.refusal('the field error');
  return {
    error: error.text('the name of an error, as Retry and Catch match it'),
    ...(cause === undefined ? {} : { cause: cause.text('a text') }),
  };
}

function readTiming(fields: Partial<Record<(typeof TIMING)[number], Cursor>>): MockTiming {
  const { afterSeconds, heartbeatEverySeconds, times, worker, submitted } = fields;
  return {
    ...(afterSeconds === undefined
      ? {}
      : { afterSeconds: afterSeconds.number('a number of seconds, 0 or more', 0) }),
    ...(heartbeatEverySeconds === undefined
      ? {}
      : { heartbeatEverySeconds: heartbeatEverySeconds.number('a number of seconds, 0.001 or more', 0.001) }),
    ...(times === undefined ? {} : { times: times.number('a number of invocations, 1 or more', 1) }),
    ...(worker === undefined ? {} : { worker: worker.text('the name of a worker') }),
    ...(submitted === undefined ? {} : { submitted: submitted.json() }),
  };
}
