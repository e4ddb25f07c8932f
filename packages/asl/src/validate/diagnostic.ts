/** What AWS calls each kind of finding (ValidateStateMachineDefinitionDiagnostic), and what it does not document. */
export type DiagnosticCode =
  | 'DUPLICATE_LABEL_NAME'
  | 'DUPLICATE_STATE_NAME'
  | 'DUPLICATE_VARIABLE_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_LABEL_NAME'
  | 'INVALID_STATE_NAME'
  | 'INVALID_VARIABLE_NAME'
  | 'MISSING_DESCRIPTION'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'RESERVED_VARIABLE_NAME'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'TOO_DEEPLY_NESTED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  /** Warnings. */
  | 'DISTRIBUTED_ONLY_FIELD'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC';

/** One finding about a definition. A definition with an ERROR can't be used; a WARNING is advice. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: DiagnosticCode;
  /** In the words of AWS. */
  readonly message: string;
  /** As AWS writes it: `/States/Start/Next`, `/` for the whole. Absent for what has no place. */
  readonly location?: string;
  /** Where in the text, from 1. */
  readonly line: number;
  /** Where in the line, in UTF-16 units from 1. */
  readonly column: number;
}
