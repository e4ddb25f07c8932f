import type { JsonObject } from '@edgestep/shared';
import fc from 'fast-check';

import { buildBlock, type BlockSeed } from './block.ts';
import { jsonataDialect, jsonPathDialect, stateSeed } from './state.ts';

const block = fc.letrec<{ block: BlockSeed }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    fc.array(fc.oneof(leaf(jsonPathDialect), leaf(jsonataDialect)), { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(stateSeed(jsonPathDialect, tie('block')), stateSeed(jsonataDialect, tie('block'))), {
      minLength: 1,
      maxLength: 5,
    }),
  ),
})).block;

function leaf(dialect: typeof jsonPathDialect) {
  const pass = fc.constant({
    fields: { Type: 'Pass' },
    inner: [],
    rules: [],
    catchers: [],
    jumps: [1],
    isDefaulted: true,
  });
  return stateSeed(dialect, fc.constant([])).chain((seed) =>
    seed.fields['Type'] === 'Parallel' || seed.fields['Type'] === 'Map' ? pass : fc.constant(seed),
  );
}

/** State machines of every state type, in both query languages, nested: most of them valid. */
export const definition: fc.Arbitrary<JsonObject> = fc
  .tuple(block, fc.option(fc.constantFrom(1, 3_600), { nil: undefined }))
  .map(([seeds, TimeoutSeconds]) => ({
    ...(TimeoutSeconds === undefined ? {} : { TimeoutSeconds }),
    ...buildBlock(seeds),
  }));
