import { DEFINITION } from '../model/definition.ts';
import { STATE_MACHINE_TYPE, type StateMachineType } from '../model/state-machine-type.ts';
import { choice, number, required, structure } from '../shape/describe.ts';

/** Checks a definition without creating anything. */
export interface ValidateStateMachineDefinitionRequest {
  readonly definition: string;
  readonly type?: StateMachineType;
  readonly severity?: 'ERROR' | 'WARNING';
  readonly maxResults?: number;
}

/** The shape of `ValidateStateMachineDefinitionRequest`. */
export const VALIDATE_STATE_MACHINE_DEFINITION_REQUEST = structure<ValidateStateMachineDefinitionRequest>(
  'ValidateStateMachineDefinitionInput',
  {
    definition: required(DEFINITION),
    type: STATE_MACHINE_TYPE,
    severity: choice(['ERROR', 'WARNING']),
    maxResults: number('Integer', { min: 0, max: 100 }),
  },
);

/** The answer of ValidateStateMachineDefinition. */
export interface ValidateStateMachineDefinitionResponse {
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: readonly ValidateStateMachineDefinitionDiagnostic[];
  readonly truncated?: boolean;
}

/** One entry of the answer. */
interface ValidateStateMachineDefinitionDiagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}
