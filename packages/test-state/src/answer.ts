import type { StateInspection, StateTestResult } from '@edgestep/asl';
import type { ApiRequest, ApiResponse } from '@edgestep/gateway';
import type { Json } from '@edgestep/shared';

type Response = ApiResponse<'TestState'>;
type InspectionData = NonNullable<Response['inspectionData']>;

/** The longest that the API carries (SensitiveError, SensitiveCause). */
const ERROR_CHARACTERS_MAX = 256;
const CAUSE_CHARACTERS_MAX = 32_768;

/** What TestState answers about a state that was tested. */
export function answerOf(
  { ending, inspection }: StateTestResult,
  input: Json,
  level: ApiRequest<'TestState'>['inspectionLevel'],
): Response {
  const { failure, output, next } = { failure: undefined, output: undefined, next: undefined, ...ending };
  return {
    status: ending.status,
    ...(output === undefined ? {} : { output: JSON.stringify(output) }),
    ...(failure?.error === undefined ? {} : { error: failure.error.slice(0, ERROR_CHARACTERS_MAX) }),
    ...(failure?.cause === undefined ? {} : { cause: failure.cause.slice(0, CAUSE_CHARACTERS_MAX) }),
    ...(next === undefined ? {} : { nextState: next }),
    ...(level === 'DEBUG' || level === 'TRACE' ? { inspectionData: inspectionData(input, inspection) } : {}),
  };
}

/** Payloads are told as JSON text, numbers and error details as they are. */
function inspectionData(input: Json, inspection: StateInspection): InspectionData {
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage, errorDetails, ...payloads } =
    inspection;
  const texts = Object.entries({ input, ...payloads }).map(([name, value]) => [name, JSON.stringify(value)]);
  return {
    ...(Object.fromEntries(texts) as InspectionData),
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
    ...(errorDetails === undefined ? {} : { errorDetails }),
  };
}
