import { ApiError, type Json } from '@edgestep/shared';
import type { ApiOperation, ApiRequest } from './api-types.ts';
import { OPERATIONS } from './operations.ts';
import { decodeStructure } from './shape/decode.ts';
import type { StructureShape } from './shape/shape.ts';
import { violationsOf } from './shape/violations.ts';

/**
 * Reads the body of a call, a parsed JSON text, as the request of its operation. Unknown members are dropped. Throws
 * SerializationException for a wrong JSON type and ValidationException for a broken constraint, both with the
 * texts that AWS gives. What a name, an ARN or a definition *means* is left to the handler.
 */
export function validateRequest<K extends ApiOperation>(operation: K, body: unknown): ApiRequest<K> {
  const shape: StructureShape = OPERATIONS[operation].request;
  const decoded = decodeStructure(shape, body as Json);
  const violations = violationsOf(shape, decoded);
  if (violations.length === 0) return decoded as ApiRequest<K>;
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  throw new ApiError('ValidationException', `${count} detected: ${violations.join('; ')}`);
}
