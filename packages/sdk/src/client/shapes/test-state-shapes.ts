import type { JsonObject } from '@edgestep/shared';

export interface TestStateInput {
  /** One state, or a whole definition together with `stateName`. */
  readonly definition: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly revealSecrets?: boolean;
  readonly variables?: string;
  readonly stateName?: string;
  /** What stands in for the called service. */
  readonly mock?: JsonObject;
  readonly context?: string;
  readonly stateConfiguration?: JsonObject;
}

export interface TestStateOutput {
  readonly status?: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: JsonObject;
}
