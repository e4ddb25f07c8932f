import type { Json } from '../../packages/shared/src/index.ts';
import type { FieldShape, ObjectShape } from '../../packages/asl/src/definition/shape/shape.ts';
import { code, table } from './markdown.ts';

const huge = 9_007_199_254_740_991;
/** One value of each kind, and those on both sides of every bound. */
const probes: readonly Json[] = [null, 'x', {}, [], true, 1.5, -1, -huge, huge];

/** The fields of an object of a definition, each with what its own check says of values that it refuses. */
export function fieldTable(shape: ObjectShape): string {
  const rows = Object.entries(shape.fields).map(([name, field]) => [
    code(name),
    field.required === true ? 'yes' : '',
    field.only ?? 'both',
    valueWords(field),
  ]);
  return table(['Field', 'Required', 'Query language', 'Value'], rows);
}

/** How many of several fields an object may have, as the check words it. */
export function fieldRules(shape: ObjectShape): string[] {
  const every = Object.fromEntries(Object.keys(shape.fields).map((name) => [name, 'x']));
  const rules = shape.rules ?? [];
  const exactlyOne = new Set(rules.flatMap((rule) => namesIn(reported((tell) => rule({}, contextOf(tell))))));
  const atMostOne = new Set(
    rules.flatMap((rule) => namesIn(reported((tell) => rule(every, contextOf(tell))))),
  );
  return [
    ...[...exactlyOne].map((names) => `Exactly one of ${names}.`),
    ...[...atMostOne].filter((names) => !exactlyOne.has(names)).map((names) => `At most one of ${names}.`),
  ];
}

function namesIn(reports: readonly string[]): string[] {
  return reports.flatMap((report) => {
    const names = /only (?:be )?one of the following fields[:,] \[(.*)\]$/.exec(report)?.[1];
    return names === undefined ? [] : [names.split(', ').map(code).join(', ')];
  });
}

function valueWords({ shape, only }: FieldShape): string {
  const words = probes.flatMap((probe) =>
    reported((report) => shape(probe, contextOf(report, only ?? 'JSONPath'))).filter(isOfTheValue),
  );
  const unique = [...new Set(words)];
  const inJsonata =
    only === undefined && unique.length > 0 && takesExpressions(shape)
      ? ['in JSONata an expression, too']
      : [];
  return unique.length === 0 ? 'any JSON' : [...unique.map(shorten), ...inJsonata].join('; ');
}

function takesExpressions(shape: FieldShape['shape']): boolean {
  const in_ = (language: 'JSONPath' | 'JSONata') =>
    reported((report) => shape('{% 1 %}', contextOf(report, language))).length === 0;
  return in_('JSONata') && !in_('JSONPath');
}

function shorten(report: string): string {
  return report
    .replace(/^Expected value of type \[?(.*?)\]?$/, (_, types: string) => types.toLowerCase())
    .replace(/^Value should be one of the following: \[(.*)\]$/, (_, values: string) => `one of ${values}`)
    .replace(/^Minimum value is (.*)$/, 'at least $1')
    .replace(/^Maximum value is (.*)$/, 'at most $1')
    .replace(/^Value cannot be empty$/, 'not empty')
    .replace(/^JSONata string must start with \{% and end with %\}$/, 'a JSONata expression')
    .replace(/^String does not match RFC3339 timestamp$/, 'an RFC 3339 timestamp');
}

/** A report on the value itself; those on what an object lacks are of the object's own table. */
function isOfTheValue(report: string): boolean {
  return /^(Expected|Value|Minimum|Maximum|JSONata string|String does)/.test(report);
}

function reported(check: (report: (message: string, location: string) => void) => void): string[] {
  const reports: string[] = [];
  check((message, location) => {
    if (location === '') reports.push(message);
  });
  return reports;
}

function contextOf(
  report: (message: string, location: string) => void,
  language: 'JSONPath' | 'JSONata' = 'JSONPath',
) {
  return { location: '', language, machineLanguage: language, checksLanguage: true, report } as const;
}
