import type { JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { end, machineOf, map } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';
import { blockDepthMax } from './nesting.ts';

function nested(depth: number): JsonObject {
  let state: JsonObject = end;
  for (let level = depth; level > 1; level -= 1) {
    state = map({ ItemProcessor: { StartAt: `Level${level}`, States: { [`Level${level}`]: state } } });
  }
  return machineOf(state);
}

describe('states within states', () => {
  it('may be nested as deep as anybody needs', () => {
    expect(errorsOf(nested(blockDepthMax))).toEqual([]);
  });

  it('may not be nested without end', () => {
    expect(errorsOf(nested(blockDepthMax + 1))).toEqual([
      expect.stringMatching(
        /^TOO_DEEPLY_NESTED: States are nested more than 100 levels deep at \/States\/State\//,
      ),
    ]);
  });
});
