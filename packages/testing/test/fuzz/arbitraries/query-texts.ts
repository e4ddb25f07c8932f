import type { Json } from '@edgestep/shared';
import fc from 'fast-check';

import { intrinsicCall } from './intrinsic-text.ts';
import { json } from './json.ts';
import { goodPath } from './path-text.ts';

/** A payload template of JSONPath. */
export const pathTemplate: fc.Arbitrary<Json> = fc
  .dictionary(fc.constantFrom('a', 'b', 'items'), json, { maxKeys: 2 })
  .chain((fixed) =>
    fc
      .dictionary(fc.constantFrom('a.$', 'b.$', 'c.$', 'items.$', 'n.$'), fc.oneof(goodPath, intrinsicCall), {
        maxKeys: 3,
      })
      .map((queried) => withoutTwins(fixed, queried)),
  );

/** A member and its `.$` twin would be the same member. */
function withoutTwins(fixed: Record<string, Json>, queried: Record<string, string>): Json {
  const kept = Object.entries(fixed).filter(([name]) => !(`${name}.$` in queried));
  return { ...Object.fromEntries(kept), ...queried };
}

const jsonataText = fc.constantFrom(
  '$states.input', '$states.input.a', '$states.input.items', '$states.input.n + 1', '$states.context.State.Name',
  '$states.context.Execution.Input', '$v', '$w.a', '[1,2,3]', '[1..4]', '{"a": $states.input.b}', 'true', 'null', '"text"',
  '$count($states.input.items)', '$map($states.input.items, function($x) { $x })', '$sum([1,2])', '$parse("[1]")',
  '$partition([1,2,3], 2)', '$range(0, 6, 2)', '$hash("a", "SHA-1")', '$random()', '$uuid()', '$states.input.a ~> $string()',
  '$error("no")', '$states.input.a.b.c', '1 / 0', '"a" + 1', '$now()', '$sort([3,1,2])', '$exists($v) ? 1 : 0',
  '($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5))', '$states.input[a > 1]', '$merge([$states.input, {"b": 2}])',
); // prettier-ignore

/** A JSONata expression as a definition has it. */
export const jsonata: fc.Arbitrary<string> = jsonataText.map((text) => `{% ${text} %}`);

/** A JSON value with JSONata expressions in it. */
export const jsonataTemplate: fc.Arbitrary<Json> = fc.oneof(
  jsonata,
  json,
  fc.dictionary(fc.constantFrom('a', 'b', 'items', 'n'), fc.oneof(jsonata, json), { maxKeys: 3 }),
);
