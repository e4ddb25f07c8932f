import * as sdk from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { ApiOperation } from './api-types.ts';
import { isApiOperation, OPERATIONS } from './operations.ts';
import type { Shape, StructureShape } from './shape/shape.ts';

/** A schema as the SDK holds it: a kind as a number, a reference, or a reference with traits. */
type SdkSchema = number | (() => SdkSchema) | readonly unknown[];

const schemas = sdk as unknown as Readonly<Record<string, readonly unknown[] | undefined>>;
const KIND = { text: 0, choice: 0, number: 1, flag: 2, structure: 3, list: 1 } as const;
const [STRUCTURE, LIST, SENSITIVE] = [3, 1, 8];

describe('the operations', () => {
  const names = Object.keys(OPERATIONS) as ApiOperation[];

  it('are those of the official SDK, all 37', () => {
    const commands = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name));
    expect(names.toSorted()).toEqual(commands.map((name) => name.replace(/Command$/, '')).toSorted());
    expect(names).toHaveLength(37);
  });

  it.each(names)(
    'describe the request of %s as the SDK does: members, required ones, types, secrets',
    (name) => {
      expect(described(OPERATIONS[name].request)).toEqual(sdkStructure(schemas[`${name}Input$`] ?? []));
    },
  );

  it('have names, and nothing that every object inherits is one', () => {
    expect(isApiOperation('StartExecution')).toBe(true);
    expect(['toString', '__proto__', 'constructor', '', 'startExecution'].filter(isApiOperation)).toEqual([]);
  });
});

/** What both sides say of a structure, in one form. */
function described(shape: StructureShape): unknown {
  return Object.fromEntries(
    shape.members
      .map(({ name, shape: member, required }) => [name, { required, ...ofShape(member) }] as const)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

function ofShape(shape: Shape): object {
  if (shape.kind === 'structure') return { structure: described(shape) };
  if (shape.kind === 'list') return { list: ofShape(shape.element) };
  return { kind: KIND[shape.kind], sensitive: shape.kind === 'text' && shape.sensitive === true };
}

function sdkStructure(schema: readonly unknown[]): unknown {
  const [, , , , members, types, required = 0] = schema as readonly [
    number,
    string,
    string,
    unknown,
    readonly string[],
    readonly SdkSchema[],
    number?,
  ];
  const entries = members.map(
    (name, index) => [name, { required: index < required, ...ofSdk(types[index] ?? 0) }] as const,
  );
  return Object.fromEntries(entries.toSorted(([a], [b]) => a.localeCompare(b)));
}

function ofSdk(schema: SdkSchema): object {
  if (typeof schema === 'function') return ofSdk(schema());
  if (typeof schema === 'number') {
    const isList = schema >= 64;
    return isList ? { list: { kind: schema - 64, sensitive: false } } : { kind: schema, sensitive: false };
  }
  if (schema.length === 2) return ofSdk(schema[0] as SdkSchema);
  if (schema[0] === STRUCTURE) return { structure: sdkStructure(schema) };
  if (schema[0] === LIST) return { list: ofSdk(schema[4] as SdkSchema) };
  return { kind: schema[4], sensitive: schema[3] === SENSITIVE };
}
