import { ApiError } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiOperation } from './api-types.ts';
import { OPERATIONS } from './operations.ts';
import type { Shape, StructureShape } from './shape/shape.ts';
import { validateRequest } from './validate-request.ts';

const OPERATION = fc.constantFrom(...(Object.keys(OPERATIONS) as ApiOperation[]));

/** Requests whose members have the right names and any values, alongside JSON of any form. */
const REQUEST = OPERATION.chain((operation) =>
  fc.tuple(fc.constant(operation), fc.oneof(fc.jsonValue(), anyMembers(OPERATIONS[operation].request))),
);

function anyMembers(shape: StructureShape): fc.Arbitrary<unknown> {
  const members = shape.members.map((member) => [member.name, anyValue(member.shape)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [] });
}

function anyValue(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.kind === 'structure') return fc.oneof(fc.jsonValue(), anyMembers(shape));
  if (shape.kind === 'list')
    return fc.oneof(fc.jsonValue(), fc.array(anyValue(shape.element), { maxLength: 5 }));
  return fc.oneof(fc.jsonValue(), fc.string(), fc.integer(), fc.boolean());
}

describe('any JSON as a request', () => {
  it('is accepted, or refused as SerializationException or ValidationException', () => {
    const outcome = fc.property(REQUEST, ([operation, body]) => {
      try {
        validateRequest(operation, body);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
        expect((error as ApiError).name).toMatch(/^(SerializationException|ValidationException)$/);
        expect((error as ApiError).message).not.toBe('');
      }
    });
    fc.assert(outcome, { numRuns: 2_000 });
  });

  it('is read as the same request when what was read is sent again', () => {
    const stable = fc.property(REQUEST, ([operation, body]) => {
      let request: unknown;
      try {
        request = validateRequest(operation, body);
      } catch {
        fc.pre(false);
      }
      expect(validateRequest(operation, JSON.parse(JSON.stringify(request)))).toEqual(request);
    });
    fc.assert(stable, { numRuns: 300 });
  });
});
