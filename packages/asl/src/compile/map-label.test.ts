import { describe, expect, it } from 'vitest';

import { distributedMap, machineOf, map } from '../../test/definitions.ts';
import { compileDefinition } from './compile-definition.ts';
import { mapLabels } from './map-label.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function labelsOf(state: Parameters<typeof machineOf>[0], revisionId = 'r1'): readonly string[] {
  const result = compileDefinition(JSON.stringify(machineOf(state)));
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.diagnostics));
  return [...mapLabels(result.machine, revisionId)];
}

describe('the labels of a state machine', () => {
  it('are those that are written', () => {
    expect(labelsOf(distributedMap({ Label: 'each' }))).toEqual(['each']);
  });

  it('are made for a distributed Map without one, and stay for as long as the revision does', () => {
    const [label] = labelsOf(distributedMap());
    expect(label).toMatch(UUID);
    expect(labelsOf(distributedMap())).toEqual([label]);
    expect(labelsOf(distributedMap(), 'r2')).not.toEqual([label]);
  });

  it('are none where no Map is distributed', () => {
    expect(labelsOf(map())).toEqual([]);
  });
});
