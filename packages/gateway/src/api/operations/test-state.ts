import { ARN } from '../model/arn.ts';
import { DEFINITION } from '../model/definition.ts';
import type { InspectionData } from '../model/inspection-data.ts';
import { SENSITIVE_STATE_NAME } from '../model/name.ts';
import { PAYLOAD } from '../model/payload.ts';
import {
  MOCK_INPUT,
  type MockInput,
  TEST_STATE_CONFIGURATION,
  type TestStateConfiguration,
} from '../model/test-state-mock.ts';
import { choice, flag, required, structure } from '../shape/describe.ts';

/** Runs one state with a given input, without creating anything. */
export interface TestStateRequest {
  readonly definition: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly revealSecrets?: boolean;
  readonly variables?: string;
  readonly stateName?: string;
  readonly mock?: MockInput;
  readonly context?: string;
  readonly stateConfiguration?: TestStateConfiguration;
}

/** The shape of `TestStateRequest`. */
export const TEST_STATE_REQUEST = structure<TestStateRequest>('TestStateInput', {
  definition: required(DEFINITION),
  roleArn: ARN,
  input: PAYLOAD,
  inspectionLevel: choice(['INFO', 'DEBUG', 'TRACE']),
  revealSecrets: flag(),
  variables: PAYLOAD,
  stateName: SENSITIVE_STATE_NAME,
  mock: MOCK_INPUT,
  context: PAYLOAD,
  stateConfiguration: TEST_STATE_CONFIGURATION,
});

/** The answer of TestState. */
export interface TestStateResponse {
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly inspectionData?: InspectionData;
  readonly nextState?: string;
  readonly status?: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
}
