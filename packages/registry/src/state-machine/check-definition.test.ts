import { ApiError } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { recordedDefinitions, type RecordedDefinition } from '../../test/recorded-definitions.ts';
import { checkDefinition } from './check-definition.ts';

const recorded = await recordedDefinitions();

function refusalOf({ text, type }: RecordedDefinition): string | undefined {
  try {
    checkDefinition(text, type);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

describe('a definition that was handed to AWS', () => {
  it('is taken when AWS took it', () => {
    const taken = recorded.filter(({ refusal }) => refusal === undefined);
    expect(taken.length).toBeGreaterThan(600);
    const refused = taken
      .map((each) => ({ id: each.id, refusal: refusalOf(each) }))
      .filter(({ refusal }) => refusal !== undefined);
    expect(refused).toEqual([]);
  });

  const refused = recorded.filter(({ refusal }) => refusal !== undefined);

  it.each(refused)('is refused in the words of AWS: $id', (each) => {
    expect(refusalOf(each)).toBe(each.refusal);
  });
});
