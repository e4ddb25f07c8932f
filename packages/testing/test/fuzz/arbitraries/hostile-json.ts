import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { json } from './json.ts';

/** As deep as the front door lets a payload nest (`valueDepthMax`). */
const DEPTH_MAX = 1_000;

const nested = fc
  .tuple(fc.constantFrom('array', 'object'), fc.integer({ min: 1, max: DEPTH_MAX }))
  .map(([kind, depth]) => {
    let value: Json = 1;
    for (let level = 1; level < depth; level += 1) value = kind === 'array' ? [value] : { a: value };
    return value;
  });

const large = fc.oneof(
  fc.integer({ min: 1, max: 50_000 }).map((length): Json => 'ab{},'.repeat(length / 5)),
  fc.integer({ min: 1, max: 20_000 }).map((length): Json => '\\{'.repeat(length)),
  fc.integer({ min: 1, max: 3_000 }).map((length): Json => Array.from({ length }, (_, index) => index % 7)),
  fc
    .integer({ min: 1, max: 500 })
    .map((length): Json =>
      Object.fromEntries(Array.from({ length }, (_, index) => [`a${index}`, { a: index }])),
    ),
);

/** Any JSON value: mostly small, now and then as deep or as large as a payload may be. */
export const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 200, arbitrary: json },
  { weight: 1, arbitrary: nested },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('a', 'items'), large).map(([name, value]) => ({ [name]: value })),
  },
);
