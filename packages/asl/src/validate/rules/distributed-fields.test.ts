import { describe, expect, it } from 'vitest';

import { distributedMap, machineOf, map } from '../../../test/definitions.ts';
import { errorsOf, warningsOf } from '../../../test/findings-of.ts';

describe('fields of a distributed Map', () => {
  it('are accepted in an inline Map, with a warning', () => {
    const definition = machineOf(map({ Label: 'l', ItemBatcher: { MaxItemsPerBatch: 2 } }));
    expect(errorsOf(definition)).toEqual([]);
    const effect = 'has no effect unless the Mode of the ProcessorConfig is DISTRIBUTED';
    expect(warningsOf(definition)).toEqual([
      `DISTRIBUTED_ONLY_FIELD: Field 'ItemBatcher' ${effect} at /States/State/ItemBatcher`,
      `DISTRIBUTED_ONLY_FIELD: Field 'Label' ${effect} at /States/State/Label`,
    ]);
  });

  it('are no matter in a distributed one', () => {
    expect(warningsOf(machineOf(distributedMap({ Label: 'l' })))).toEqual([]);
  });
});
