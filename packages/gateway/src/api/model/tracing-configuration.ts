import { flag, structure } from '../shape/describe.ts';

/** Whether executions are traced. */
export interface TracingConfiguration {
  readonly enabled?: boolean;
}

/** The shape of `TracingConfiguration`. */
export const TRACING_CONFIGURATION = structure<TracingConfiguration>('TracingConfiguration', {
  enabled: flag(),
});
