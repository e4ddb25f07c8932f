import type { TestedState, WorkOutcome } from '@edgestep/asl';
import type { ApiRequest } from '@edgestep/gateway';
import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';

import { loadAnswerShape } from '../api-shapes/load-answer-shape.ts';
import { shapeOffence, type FieldValidation } from '../api-shapes/shape-offence.ts';
import { parsePayload } from '../parse-object.ts';
import { refuse } from '../refuse.ts';

type Mock = NonNullable<ApiRequest<'TestState'>['mock']>;

/** What a mock says that the work of a state comes to. Throws ValidationException for what it could not come to. */
export async function mockedOutcome(
  tested: TestedState,
  { result, errorOutput, fieldValidationMode = 'STRICT' }: Mock,
): Promise<WorkOutcome> {
  if (result === undefined) {
    return { kind: 'failure', failure: { error: errorOutput?.error, cause: errorOutput?.cause } };
  }
  const value = parsePayload(result, () => refuse('Mocked result must be valid JSON'));
  if (tested.state.type === 'Task') {
    if (fieldValidationMode !== 'NONE') await checkAnswer(tested, value, fieldValidationMode);
  } else {
    checkResults(tested, value);
  }
  return { kind: 'result', result: value };
}

async function checkAnswer({ state }: TestedState, value: Json, validation: FieldValidation): Promise<void> {
  if (state.type !== 'Task') return;
  const shape = await loadAnswerShape(state.target);
  const offence = shape && shapeOffence(value, shape, validation);
  if (offence !== undefined) throw refuse(`Mock result schema validation error: ${offence}`);
}

/** The results of branches and iterations are a list; where they are written elsewhere, an object says where. */
function checkResults({ definition }: TestedState, value: Json): void {
  const isWritten = definition.type === 'Map' && definition.resultWriter?.resource !== undefined;
  if (isWritten && !isJsonObject(value)) throw refuse('Mocked result must be a JSON object.');
  if (!isWritten && !isJsonArray(value)) throw refuse('Mocked result must be an array.');
}
