import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { end, machineOf, map } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

const assign = (variables: Json): JsonObject => ({ ...end, Assign: variables });

function around(inner: JsonObject, config?: JsonObject): JsonObject {
  const processor = {
    StartAt: 'In',
    States: { In: inner },
    ...(config === undefined ? {} : { ProcessorConfig: config }),
  };
  return machineOf(
    { Type: 'Pass', Assign: { x: 1 }, Next: 'Loop' },
    { Loop: map({ ItemProcessor: processor }) },
  );
}

describe('variables of an inner scope', () => {
  it('have other names than those around', () => {
    expect(errorsOf(around(assign({ 'x.$': '$.x' })))).toEqual([
      "DUPLICATE_VARIABLE_NAME: The variable name 'x' was already defined in a parent scope. at /States/Loop/ItemProcessor/States/In/Assign/x.$",
    ]);
    expect(errorsOf(around(assign({ y: 1 })))).toEqual([]);
  });

  it('have other names than those that are assigned around them later, or when they have ended', () => {
    const loop = map({
      ItemProcessor: { StartAt: 'In', States: { In: assign({ x: 1 }) } },
      Assign: { 'x.$': '$' },
    });
    expect(errorsOf(machineOf(loop))).toHaveLength(1);
  });

  it('may have the same names in scopes beside each other', () => {
    const branch = (name: string) => ({ StartAt: name, States: { [name]: assign({ x: 1 }) } });
    expect(
      errorsOf(machineOf({ Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true })),
    ).toEqual([]);
  });

  it('are looked at through all scopes around', () => {
    const innermost = map({ ItemProcessor: { StartAt: 'Deep', States: { Deep: assign({ x: 1 }) } } });
    expect(errorsOf(around(innermost))).toHaveLength(1);
  });

  it('are free in a distributed Map, which sees no variables around', () => {
    expect(errorsOf(around(assign({ x: 1 }), { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }))).toEqual(
      [],
    );
  });
});
