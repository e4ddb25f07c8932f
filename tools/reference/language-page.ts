import { choiceOperators } from '../../packages/asl/src/choice/choice-operators.ts';
import { logicalOperators } from '../../packages/asl/src/choice/logic/logical-operators.ts';
import {
  blockFields,
  distributedConfig,
  inlineConfig,
  processorShape,
} from '../../packages/asl/src/definition/shape/block-shape.ts';
import { machineShape } from '../../packages/asl/src/definition/shape/check-machine.ts';
import { choiceRuleShape } from '../../packages/asl/src/definition/shape/choice-rule-fields.ts';
import { catcherShape, retrierShape } from '../../packages/asl/src/definition/shape/error-handler-fields.ts';
import {
  itemBatcherShape,
  itemReaderShape,
  readerConfigShape,
  resultWriterShape,
  writerConfigShape,
} from '../../packages/asl/src/definition/shape/item-source-fields.ts';
import type { ObjectShape } from '../../packages/asl/src/definition/shape/shape.ts';
import { stateShapes } from '../../packages/asl/src/definition/shape/state-shapes.ts';
import { intrinsicFunctions } from '../../packages/asl/src/intrinsic/intrinsic-functions.ts';
import { jsonataFunctions } from '../../packages/asl/src/jsonata/jsonata-functions.ts';
import { TERMINAL_ERRORS } from '../../packages/asl/src/step/state-failure.ts';
import { fieldRules, fieldTable } from './field-words.ts';
import { code, page, table } from './markdown.ts';
import { docOf, importsOf, sourceOf, sourcesBelow } from './source-text.ts';

const asl = 'packages/asl/src';
const knowing = [asl, 'packages/engine/src', 'packages/edge-node/src'];
const operatorTable = `${asl}/choice/choice-operators.ts`;
const intrinsicTable = `${asl}/intrinsic/intrinsic-functions.ts`;
const jsonataTable = `${asl}/jsonata/jsonata-functions.ts`;

const parts: Readonly<Record<string, ObjectShape>> = {
  'A choice rule': { ...choiceRuleShape, fields: withoutOperators(choiceRuleShape.fields) },
  'A retrier': retrierShape,
  'A catcher': catcherShape,
  'A branch of a Parallel': { fields: blockFields },
  'ItemProcessor of a Map': processorShape,
  'ProcessorConfig, inline': inlineConfig,
  'ProcessorConfig, distributed': distributedConfig,
  ItemReader: itemReaderShape,
  ReaderConfig: readerConfigShape,
  ItemBatcher: itemBatcherShape,
  ResultWriter: resultWriterShape,
  WriterConfig: writerConfigShape,
};

/** What a definition may hold. */
export function languagePage(): string {
  return page('The language', [
    'What a definition may hold, from the tables that the validator and the interpreter themselves use. A value is described by the words with which the validator refuses others.',
    '## The state machine',
    ...objectWords(machineShape),
    '## States',
    ...Object.entries(stateShapes).flatMap(([type, shape]) => [`### ${type}`, ...objectWords(shape)]),
    '## Parts of states',
    ...Object.entries(parts).flatMap(([name, shape]) => [`### ${name}`, ...objectWords(shape)]),
    '## Operators of choice rules',
    table(['Operator', 'True when'], operators()),
    '## Intrinsic functions',
    'In JSONPath, in payload templates and where a path may stand.',
    table(['Function', 'Answers'], intrinsics()),
    '## Functions in JSONata',
    "Those that the States Language adds to JSONata or that answer otherwise than JSONata's own; all others of JSONata are there, but `$eval`.",
    table(['Function', 'Signature', "What it answers, or why it is not JSONata's own"], jsonata()),
    '## Error names',
    `By the files that raise or match it. No \`States.ALL\` takes ${[...TERMINAL_ERRORS].map(code).join(', ')}.`,
    errorNames(),
  ]);
}

function objectWords(shape: ObjectShape): string[] {
  const rules = fieldRules(shape).map((rule) => `- ${rule}`);
  return rules.length === 0 ? [fieldTable(shape)] : [fieldTable(shape), rules.join('\n')];
}

function withoutOperators(fields: ObjectShape['fields']): ObjectShape['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(choiceOperators, name)));
}

function operators(): string[][] {
  const logical = Object.keys(logicalOperators).map((name) => [
    code(name),
    docOf(resolved(`${asl}/choice/logic/logical-operators.ts`, name), name),
  ]);
  const comparing = Object.keys(choiceOperators).map((name) => [
    code(name),
    docOf(resolved(operatorTable, name), name),
  ]);
  return [...comparing, ...logical];
}

function intrinsics(): string[][] {
  return Object.keys(intrinsicFunctions).map((name) => {
    const constant = new RegExp(`^  ${name}: (\\w+),$`, 'm').exec(sourceOf(intrinsicTable))?.[1] ?? '';
    return callAndAnswer(docOf(resolved(intrinsicTable, constant), constant));
  });
}

function jsonata(): string[][] {
  return Object.entries(jsonataFunctions).map(([name, { signature }]) => {
    const [call = '', answer = ''] = callAndAnswer(docOf(resolved(jsonataTable, name), name));
    return [call, code(signature), answer];
  });
}

/** Docstrings of functions read `name(arguments): what it answers`. */
function callAndAnswer(doc: string): string[] {
  const [, call, answer] = /^(\S+\(.*?\)): (.*)$/.exec(doc) ?? [];
  if (call === undefined || answer === undefined) throw new Error(`no call and its answer: ${doc}`);
  return [code(call), answer];
}

/** Every error name that the interpreter, the engine and the nodes know, with the files that do. */
function errorNames(): string {
  const functions = new Set(Object.keys(intrinsicFunctions).map((name) => `States.${name}`));
  const places = new Map<string, Set<string>>();
  for (const path of knowing.flatMap(sourcesBelow)) {
    for (const [, name = ''] of sourceOf(path).matchAll(/'(States\.[A-Z]\w+)'/g)) {
      if (functions.has(name)) continue;
      places.set(name, (places.get(name) ?? new Set()).add(path));
    }
  }
  return [...places]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, paths]) => `- ${code(name)}: ${[...paths].map(linked).join(', ')}`)
    .join('\n');
}

function linked(path: string): string {
  return `[${path.split('/').at(-1) ?? path}](../../${path})`;
}

/** The file that a table imports a constant from. */
function resolved(importer: string, name: string): string {
  const from = importsOf(importer).get(name);
  if (from === undefined) throw new Error(`${importer} does not import ${name}`);
  return `${importer.slice(0, importer.lastIndexOf('/'))}/${from.slice(2)}`;
}
