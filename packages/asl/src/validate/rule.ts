import type { ExecutionType } from '@edgestep/shared';

import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import type { DiagnosticCollector } from './diagnostic-collector.ts';

/** What a definition is validated for. */
export interface ValidationOptions {
  /** The type of the state machine: Express ones can do less. */
  readonly type: ExecutionType;
}

/** Looks at a whole definition for one kind of offence. */
export type Rule = (
  definition: StateMachineDefinition,
  findings: DiagnosticCollector,
  options: ValidationOptions,
) => void;
