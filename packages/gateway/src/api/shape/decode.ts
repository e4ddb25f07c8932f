import { ApiError, type Json } from '@edgestep/shared';
import type { ListShape, NumberShape, Shape, StructureShape } from './shape.ts';

const INTEGER_MAX = 2_147_483_647;

/** A structure as it was sent: known members only, JSON types as the shape wants them, nothing checked yet. */
export type Decoded = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON object as a structure. The result is a new object that holds known members only, so a member
 * named `__proto__` or `constructor` never travels on. A member that is null counts as absent.
 * Throws SerializationException, in AWS's words, at the first value of a wrong JSON type.
 */
export function decodeStructure(shape: StructureShape, value: Json): Decoded {
  if (Array.isArray(value)) throw mismatch(`Unrecognized collection type class ${shape.name}`);
  if (typeof value !== 'object' || value === null) throw mismatch('Unexpected field type');
  const sent = value as { readonly [name: string]: Json };
  const decoded: Record<string, unknown> = {};
  for (const member of shape.members) {
    const part = Object.hasOwn(sent, member.name) ? sent[member.name] : undefined;
    if (part !== undefined && part !== null) decoded[member.name] = decode(member.shape, part);
  }
  return decoded;
}

function decode(shape: Shape, value: Json): unknown {
  switch (shape.kind) {
    case 'text':
    case 'choice':
      return typeof value === 'string' ? value : refuse(value, 'String');
    case 'number':
      return typeof value === 'number' ? decodeNumber(shape, value) : refuse(value, shape.type);
    case 'flag':
      return typeof value === 'boolean' ? value : refuse(value, 'Boolean');
    case 'list':
      return decodeList(shape, value);
    case 'structure':
      return decodeStructure(shape, value);
  }
}

function decodeNumber(shape: NumberShape, value: number): number {
  if (shape.type === 'Float' && Number.isFinite(value)) return value;
  const whole = Math.trunc(value) + 0;
  const max = shape.type === 'Integer' ? INTEGER_MAX : Number.MAX_SAFE_INTEGER;
  return shape.type !== 'Float' && Math.abs(whole) <= max ? whole : refuse(value, shape.type);
}

function decodeList(shape: ListShape, value: Json): unknown[] {
  if (!Array.isArray(value)) {
    throw mismatch(
      typeof value === 'object'
        ? 'Start of structure or map found where not expected.'
        : 'Expected list or null',
    );
  }
  return value.map((element: Json) => (element === null ? null : decode(shape.element, element)));
}

function refuse(value: Json, type: string): never {
  if (Array.isArray(value)) throw mismatch(`Unrecognized collection type class java.lang.${type}`);
  if (typeof value === 'object') throw mismatch('Start of structure or map found where not expected.');
  const article = type === 'Integer' ? 'an' : 'a';
  throw mismatch(`${tokenOf(value)} can not be converted to ${article} ${type}`);
}

/** The name of a JSON token as AWS's parser calls it. */
function tokenOf(value: string | number | boolean): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

function mismatch(message: string): ApiError {
  return new ApiError('SerializationException', message);
}
