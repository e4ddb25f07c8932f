import { definitionErrorMessage, parseDefinition, validateDefinition } from '@edgestep/asl';
import { ApiError, type ExecutionType } from '@edgestep/shared';

/** Refuses a definition that does not parse or validate, with the service's InvalidDefinition text. */
export function checkDefinition(definition: string, type: ExecutionType): void {
  const parsed = parseDefinition(definition);
  const diagnostics =
    parsed.kind === 'refused' ? parsed.diagnostics : validateDefinition(parsed.definition, { type });
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'ERROR');
  if (errors.length > 0) throw new ApiError('InvalidDefinition', definitionErrorMessage(errors));
}
