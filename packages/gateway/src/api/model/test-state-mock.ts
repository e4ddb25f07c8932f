import { choice, number, structure } from '../shape/describe.ts';
import { SENSITIVE_STATE_NAME } from './name.ts';
import { CAUSE, ERROR_NAME, PAYLOAD } from './payload.ts';

/** What TestState takes for the answer of the state's task, instead of calling it. */
export interface MockInput {
  readonly result?: string;
  readonly errorOutput?: MockErrorOutput;
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
}

/** A task that fails. */
export interface MockErrorOutput {
  readonly error?: string;
  readonly cause?: string;
}

/** The shape of `MockInput`. */
export const MOCK_INPUT = structure<MockInput>('MockInput', {
  result: PAYLOAD,
  errorOutput: structure<MockErrorOutput>('MockErrorOutput', { error: ERROR_NAME, cause: CAUSE }),
  fieldValidationMode: choice(['STRICT', 'PRESENT', 'NONE']),
});

/** In which situation TestState finds the state. */
export interface TestStateConfiguration {
  readonly retrierRetryCount?: number;
  readonly errorCausedByState?: string;
  readonly mapIterationFailureCount?: number;
  readonly mapItemReaderData?: string;
}

/** The shape of `TestStateConfiguration`. */
export const TEST_STATE_CONFIGURATION = structure<TestStateConfiguration>('TestStateConfiguration', {
  retrierRetryCount: number('Integer', { min: 0 }),
  errorCausedByState: SENSITIVE_STATE_NAME,
  mapIterationFailureCount: number('Integer', { min: 0 }),
  mapItemReaderData: PAYLOAD,
});
