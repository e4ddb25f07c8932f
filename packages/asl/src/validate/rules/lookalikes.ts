import { isJsonArray, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { statesOf } from '../../definition/blocks-of.ts';
import type { StateDefinition } from '../../definition/state-definition.ts';
import { queryFieldsOf } from '../../query-fields/query-fields-of.ts';
import { stringsOf } from '../../query-fields/strings-of.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import type { Rule } from '../rule.ts';

/** Warns of constants that look as if they were meant to be evaluated. */
export const checkLookalikes: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.queryLanguage !== 'JSONPath') continue;
    for (const field of queryFieldsOf(state)) {
      if (field.kind === 'template') warnOfTemplate(field.value, field.location, findings);
    }
    warnOfFields(state, findings);
  }
};

function warnOfTemplate(template: Json, location: string, findings: DiagnosticCollector): void {
  const members = isJsonArray(template) ? template.entries() : Object.entries(template ?? {});
  for (const [name, value] of members) {
    const place = typeof name === 'number' ? `${location}[${name}]` : `${location}/${name}`;
    if (isJsonArray(value) || isJsonObject(value)) {
      warnOfTemplate(value, place, findings);
    } else if (typeof name === 'string' && !name.endsWith('.$') && looksEvaluated(value)) {
      findings.add({
        severity: 'WARNING',
        code: 'NO_DOLLAR',
        message: `The value of '${name}' looks like a JSONPath or intrinsic function. Use '${name}.$' to evaluate it at runtime.`,
        location,
        place,
      });
    }
  }
}

function warnOfFields(state: StateDefinition, findings: DiagnosticCollector): void {
  if (state.type === 'Pass' && state.result !== undefined) {
    for (const { text, location } of stringsOf(state.result, `${state.location}/Result`)) {
      if (!looksEvaluated(text)) continue;
      const message = 'The Result of a Pass state is a constant: paths in it are not evaluated.';
      findings.add({ severity: 'WARNING', code: 'PASS_RESULT_IS_STATIC', message, location });
    }
  }
  if (state.type === 'Fail') {
    warnOfMissingPath(state.source, ['Error', 'Cause'], state.location, findings);
  }
  if (state.type === 'Choice') {
    for (const { source, location } of state.choices) {
      const operands = Object.keys(source).filter((name) => /^(?:String|Timestamp)(?!.*Path$)/.test(name));
      warnOfMissingPath(source, operands, location, findings);
    }
  }
}

function warnOfMissingPath(
  source: JsonObject,
  names: readonly string[],
  location: string,
  findings: DiagnosticCollector,
): void {
  for (const name of names.filter((each) => looksEvaluated(source[each]))) {
    findings.add({
      severity: 'WARNING',
      code: 'NO_PATH',
      message: `The value of '${name}' looks like a path. Use '${name}Path' to evaluate it at runtime.`,
      location: `${location}/${name}`,
    });
  }
}

function looksEvaluated(value: Json | undefined): boolean {
  return typeof value === 'string' && /^(?:\$$|\$\$?[.[]|States\.[A-Z]\w*\()/.test(value);
}
