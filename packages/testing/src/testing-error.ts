/**
 * What is wrong with a test, as opposed to what its execution comes to:
 * - `definition-invalid`: the definition does not validate.
 * - `mock-missing`: a task was called that has no mock; `mock-exhausted`: one that was called more often than it is mocked.
 * - `mock-unknown`: a mock is for a state that the definition does not have.
 * - `mock-invalid`: a mock that is none, or one that answered with what is no JSON.
 * - `file-invalid`: a suite or a mock configuration has the wrong shape.
 * - `unsupported`: the engine asked for what the runner does not know.
 * - `run-too-long`: the execution decided more than any test should take.
 * - `engine-fault`: the engine itself failed; please report it.
 */
export type TestingErrorCode =
  | 'definition-invalid'
  | 'mock-missing'
  | 'mock-exhausted'
  | 'mock-unknown'
  | 'mock-invalid'
  | 'file-invalid'
  | 'unsupported'
  | 'run-too-long'
  | 'engine-fault';

/** A test cannot be run as it is written. Branch on `code`; the message says what to do. */
export class TestingError extends Error {
  readonly code: TestingErrorCode;

  constructor(code: TestingErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TestingError';
    this.code = code;
  }
}
