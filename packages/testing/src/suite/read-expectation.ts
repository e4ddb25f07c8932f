import type { Cursor } from '../document/cursor.ts';
import type { TestRun } from '../machine/test-run.ts';
import type { Expectation } from './suite.ts';

const FIELDS = [
  'status',
  'output',
  'outputContains',
  'error',
  'cause',
  'causeContains',
  'path',
  'durationSeconds',
] as const;
const STATUSES = [
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'ABORTED',
  'RUNNING',
] as const satisfies readonly TestRun['status'][];

/** Reads what a case expects. Throws TestingError `file-invalid`. */
export function readExpectation(expect: Cursor): Expectation {
  const fields = expect.fields(`an object with ${FIELDS.join(', ')}`, FIELDS);
  const { status, output, outputContains, error, cause, causeContains, path, durationSeconds } = fields;
  return {
    ...(status === undefined ? {} : { status: readStatus(status) }),
    ...(output === undefined ? {} : { output: output.json() }),
    ...(outputContains === undefined ? {} : { outputContains: outputContains.json() }),
    ...(error === undefined ? {} : { error: error.text('the name of an error') }),
    ...(cause === undefined ? {} : { cause: cause.text('a text') }),
    ...(causeContains === undefined ? {} : { causeContains: causeContains.text('a text') }),
    ...(path === undefined ? {} : { path: readPath(path) }),
    ...(durationSeconds === undefined
      ? {}
      : { durationSeconds: durationSeconds.number('a number of seconds, 0 or more', 0) }),
  };
}

function readStatus(status: Cursor): TestRun['status'] {
  const expected = `one of ${STATUSES.join(', ')}`;
  const text = status.text(expected);
  const known = STATUSES.find((each) => each === text);
  if (known === undefined) throw status.refusal(expected);
  return known;
}

function readPath(path: Cursor): readonly string[] {
  return path.items('a list of states').map((state) => state.text('the name of a state'));
}
