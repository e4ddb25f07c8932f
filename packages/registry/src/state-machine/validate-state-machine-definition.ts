import { parseDefinition, validateDefinition } from '@edgestep/asl';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';

const DIAGNOSTICS_MAX = 100;

/** ValidateStateMachineDefinition: what is wrong with a definition; nothing is created. */
export function validateStateMachineDefinition(
  request: ApiRequest<'ValidateStateMachineDefinition'>,
): ApiResponse<'ValidateStateMachineDefinition'> {
  const parsed = parseDefinition(request.definition);
  const all =
    parsed.kind === 'refused'
      ? parsed.diagnostics
      : validateDefinition(parsed.definition, { type: request.type ?? 'STANDARD' });
  const shown = all.filter(({ severity }) => severity === 'ERROR' || request.severity === 'WARNING');
  const limit =
    request.maxResults === undefined || request.maxResults === 0 ? DIAGNOSTICS_MAX : request.maxResults;
  return {
    result: all.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: shown.slice(0, limit).map(({ severity, code, message, location }) => ({
      severity,
      code,
      message,
      ...(location === undefined ? {} : { location }),
    })),
    truncated: shown.length > limit,
  };
}
