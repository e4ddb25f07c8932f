import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';
import fc from 'fast-check';

import { definition } from './definition.ts';
import { intrinsicText } from './intrinsic-text.ts';
import { json } from './json.ts';
import { jsonataText } from './jsonata-text.ts';
import { pathText } from './path-text.ts';

/** A change somewhere in a definition: `steps` lead there, each taken modulo what there is to choose from. */
interface Change {
  readonly steps: readonly number[];
  readonly kind: 'replace' | 'remove' | 'add' | 'rename' | 'nest';
  readonly name: string;
  readonly value: Json;
}

const name = fc.constantFrom(
  'Type', 'Next', 'End', 'States', 'StartAt', 'Choices', 'Branches', 'ItemProcessor', 'Iterator', 'Assign', 'Output', 'Items',
  'Parameters', 'QueryLanguage', 'Resource', 'Catch', 'Retry', 'ResultPath', 'ToleratedFailureCount', 'ItemBatcher',
  'ItemReader', 'ResultWriter', 'Label', 'MaxConcurrency', 'TimeoutSeconds', 'HeartbeatSeconds', 'S0', 'S1', '__proto__',
  'constructor', 'toString', '', 'a.$', '.$', '\ud800', 'x'.repeat(81),
); // prettier-ignore
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: name },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Json>(
      'JSONata',
      'JSONPath',
      'Task',
      'Map',
      'Parallel',
      'Choice',
      'Wait',
      'Pass',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Json>(null, true, -1, 0, 1.5, 99_999_999, 100_000_000, 1e300, [], {}),
  },
  { weight: 2, arbitrary: json },
  { weight: 3, arbitrary: pathText },
  { weight: 2, arbitrary: intrinsicText },
  { weight: 3, arbitrary: jsonataText.map((text) => `{% ${text} %}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>({ 'a.$': '$..*' }, ['{% $ %}'], 'x'.repeat(5_000), '[['.repeat(600)),
  },
);
const change: fc.Arbitrary<Change> = fc.record({
  steps: fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'rename', 'nest'),
  name,
  value,
});

function changed(root: Json, { steps: [step, ...steps], ...rest }: Change): Json {
  const names = isJsonObject(root) ? Object.keys(root) : isJsonArray(root) ? [...root.keys()] : [];
  if (step === undefined || names.length === 0) return applied(root, rest);
  const chosen = step % names.length;
  if (isJsonArray(root)) {
    return root.map((each, place) => (place === chosen ? changed(each, { steps, ...rest }) : each));
  }
  const isHere = steps.length === 0;
  const members = Object.entries(root as object).flatMap(([key, each]: [string, Json], place) => {
    if (place !== chosen) return [[key, each]];
    if (isHere && rest.kind === 'remove') return [];
    if (isHere && rest.kind === 'rename') return [[rest.name, each]];
    return [[key, changed(each, { steps, ...rest })]];
  });
  return Object.fromEntries(members) as Json;
}

function applied(root: Json, { kind, name: added, value: put }: Omit<Change, 'steps'>): Json {
  if (kind === 'nest') return [root];
  if (kind !== 'add') return put;
  if (isJsonArray(root)) return [...root, put];
  return isJsonObject(root) ? (Object.fromEntries([...Object.entries(root), [added, put]]) as Json) : put;
}

const changedDefinition = fc
  .tuple(definition, fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([root, changes]) => JSON.stringify(changes.reduce<Json>(changed, root)));

const piece = fc.constantFrom(
  '',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\ud800',
  '1e999',
  '"a":1,',
  '\u0000',
  '\n',
  '//',
);
const cutText = fc.tuple(definition, fc.nat(2_000), fc.nat(20), piece).map(([root, at, length, between]) => {
  const text = JSON.stringify(root);
  const from = at % (text.length + 1);
  return text.slice(0, from) + between + text.slice(from + length);
});

const deepText = fc
  .tuple(
    fc.constantFrom('[', '{"a":', '{"StartAt":"A","States":{"A":{"Type":"Map","End":true,"ItemProcessor":'),
    fc.nat(3_000),
  )
  .map(([open, times]) => open.repeat(times));

/** The texts of definitions: most of them valid, many with changes, some no JSON any more. */
export const definitionText: fc.Arbitrary<string> = fc.oneof(
  { weight: 120, arbitrary: definition.map((root) => JSON.stringify(root)) },
  { weight: 80, arbitrary: changedDefinition },
  { weight: 20, arbitrary: cutText },
  { weight: 1, arbitrary: deepText },
);
