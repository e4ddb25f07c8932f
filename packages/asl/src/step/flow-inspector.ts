import type { Json } from '@edgestep/shared';

import type { StateFailure } from './state-failure.ts';

/** The steps of a state's data flow on JSONPath that no event tells. */
export type FlowStage = 'afterInputPath' | 'afterParameters' | 'afterResultSelector' | 'afterResultPath';

/** Sees what happens inside a state while it is run: TestState shows it. */
export interface FlowInspector {
  stage(stage: FlowStage, value: Json): void;
  /** The state has failed; its retriers and catchers have not been asked yet. */
  failed(failure: StateFailure): void;
}
