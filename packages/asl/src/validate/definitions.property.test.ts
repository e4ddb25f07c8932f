import { isJsonArray, isJsonObject, type Json } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { everythingInJsonata, everythingInJsonPath } from '../../test/definitions.ts';
import { compileMachine } from '../compile/compile-machine.ts';
import { parseDefinition, type ParsedDefinition } from '../definition/parse-definition.ts';
import { printDefinition } from '../definition/print-definition.ts';
import type { StateMachineDefinition } from '../definition/state-machine-definition.ts';
import { variableReferences } from '../variable-references/variable-references.ts';
import { definitionErrorMessage } from './definition-error-message.ts';
import type { Diagnostic } from './diagnostic.ts';
import { validateDefinition } from './validate-definition.ts';

/** Everything that may be asked of a text, whatever it is. Answers the findings. */
function ask(text: string): readonly Diagnostic[] {
  const result: ParsedDefinition = parseDefinition(text);
  if (result.kind === 'refused') {
    expect(result.diagnostics.length).toBeGreaterThan(0);
    return result.diagnostics;
  }
  const { definition } = result;
  const printed = printDefinition(definition);
  const again = parseDefinition(printed);
  expect(again.kind === 'parsed' && printDefinition(again.definition)).toBe(printed);
  expect(Object.values(variableReferences(definition)).every((names) => names.length > 0)).toBe(true);
  const findings = validateDefinition(definition, { type: 'STANDARD' });
  if (!findings.some(({ severity }) => severity === 'ERROR')) expectToCompile(definition);
  return [...findings, ...validateDefinition(definition, { type: 'EXPRESS' })];
}

/** Validation is the gate: what passes it can be compiled. */
function expectToCompile(definition: StateMachineDefinition): void {
  expect(compileMachine(definition).blocks.length).toBeGreaterThan(0);
}

function isComplete({ severity, code, message, line, column }: Diagnostic): boolean {
  return severity !== undefined && code !== undefined && message !== '' && line >= 1 && column >= 1;
}

/** Words of the language, so that random values come near to definitions. */
const word = fc.constantFrom(
  'Type',
  'Task',
  'Pass',
  'Choice',
  'Wait',
  'Map',
  'Parallel',
  'Next',
  'End',
  'States',
  'StartAt',
  'Choices',
  'Branches',
  'ItemProcessor',
  'Assign',
  'Output',
  'Parameters',
  'QueryLanguage',
  'JSONata',
  'JSONPath',
  'Resource',
  'Catch',
  'Retry',
  'ErrorEquals',
  'States.ALL',
  '$',
  '$.a',
  'a.$',
  '{% $states.input %}',
  '{% a',
  'States.Format(',
  'And',
  'Variable',
  'Ask',
);
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 99_999_999, 1e300),
    fc.string({ maxLength: 8 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(word, fc.string({ maxLength: 5 })), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Replaces, removes or adds one member somewhere below `root`. */
function mutate(root: Json, path: readonly number[], replacement: Json, name: string): Json {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (isJsonArray(root)) {
    if (root.length === 0) return [replacement];
    const index = step % root.length;
    return root.map((element, place) =>
      place === index ? mutate(element, rest, replacement, name) : element,
    );
  }
  if (!isJsonObject(root)) return replacement;
  const names = Object.keys(root);
  const key = names[step % (names.length + 2)];
  if (key === undefined) return { ...root, [name]: replacement };
  if (rest.length === 0 && step % 3 === 0)
    return Object.fromEntries(Object.entries(root).filter(([each]) => each !== key));
  return { ...root, [key]: mutate(root[key] ?? null, rest, replacement, name) };
}

/** Replaces the text that comes `index`th, names of members not counted. */
function replaceText(root: Json, index: number, replacement: string): Json {
  let place = 0;
  return JSON.parse(JSON.stringify(root), (_key, each: Json) => {
    if (typeof each !== 'string') return each;
    place += 1;
    return place - 1 === index ? replacement : each;
  }) as Json;
}

const query = fc.constantFrom(
  '$',
  '$.a.b[0]',
  '$$',
  '$$.Execution.Id',
  '$x',
  '$.a[*]',
  '$..a',
  "$['a b']",
  '$.',
  'a',
  '',
  'null',
  "States.Format('{}', $.a)",
  'States.UUID()',
  'States.Nope()',
  'States.Array($x, States.ArrayLength($.a))',
  '{% $x %}',
  '{% $states.input.a ?? 1 %}',
  '{% a %}',
  '{% ( %}',
  '{% $states.errorOutput %}',
  '{%',
  'Done',
  'Ask',
  'Give up',
  '2026-01-01T00:00:00Z',
  'arn:aws:states:::nats:publish',
  'States.ALL',
  'label-1',
);

const mutation = fc.tuple(fc.array(fc.nat(60), { maxLength: 7 }), value, word);

describe('whatever is sent as a definition', () => {
  it('is parsed or refused with a reason: any JSON', () => {
    fc.assert(
      fc.property(value, (json) => {
        expect(ask(JSON.stringify(json)).every(isComplete)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is parsed or refused with a reason: any state', () => {
    fc.assert(
      fc.property(fc.dictionary(word, value, { maxKeys: 6 }), word, (state, type) => {
        const definition = { StartAt: 'A', States: { A: { ...state, Type: type }, B: { Type: 'Succeed' } } };
        expect(ask(JSON.stringify(definition)).every(isComplete)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is parsed or refused with a reason: a definition with changes', () => {
    const start = fc.constantFrom(everythingInJsonPath, everythingInJsonata);
    fc.assert(
      fc.property(start, fc.array(mutation, { minLength: 1, maxLength: 3 }), (definition, mutations) => {
        let json: Json = definition;
        for (const [path, replacement, name] of mutations) json = mutate(json, path, replacement, name);
        const findings = ask(JSON.stringify(json));
        expect(findings.every(isComplete)).toBe(true);
        expect(definitionErrorMessage(findings)).toMatch(/^Invalid State Machine Definition: '/);
      }),
      { numRuns: 500 },
    );
  });

  it('is parsed or refused with a reason: a definition with other texts in it', () => {
    const start = fc.constantFrom(everythingInJsonPath, everythingInJsonata);
    fc.assert(
      fc.property(
        start,
        fc.array(fc.tuple(fc.nat(140), query), { minLength: 1, maxLength: 4 }),
        (definition, texts) => {
          let json: Json = definition;
          for (const [index, text] of texts) json = replaceText(json, index, text);
          expect(ask(JSON.stringify(json)).every(isComplete)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is parsed or refused with a reason: a definition with its text cut and mixed', () => {
    const text = JSON.stringify(everythingInJsonPath, null, 2);
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(text.length),
        fc.string({ maxLength: 4 }),
        (from, to, between) => {
          expect(ask(text.slice(0, from) + between + text.slice(to)).every(isComplete)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
