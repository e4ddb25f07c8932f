import { statesOf } from '../../definition/blocks-of.ts';
import type { ExpressionField, OutcomeMember } from '../../query-fields/query-field.ts';
import { queryFieldsOf } from '../../query-fields/query-fields-of.ts';
import { stringsOf, type PlacedString } from '../../query-fields/strings-of.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import { readExpression } from '../expression-syntax.ts';
import type { Rule } from '../rule.ts';

/** Expressions can be parsed, and refer to nothing that an execution does not have. */
export const checkJsonata: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    for (const field of queryFieldsOf(state)) {
      if (field.kind === 'expression') checkField(field, findings);
    }
  }
};

function checkField({ value, location, outcome }: ExpressionField, findings: DiagnosticCollector): void {
  for (const string of stringsOf(value, location)) {
    if (string.text.startsWith('{%')) checkString(string, outcome, findings);
  }
}

function checkString(
  { text, location }: PlacedString,
  outcome: OutcomeMember | undefined,
  findings: DiagnosticCollector,
): void {
  const expression = readExpression(text);
  switch (expression?.kind) {
    case undefined: {
      const message = 'JSONata string must start with {% and end with %}';
      return findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location });
    }
    case 'invalid':
      return findings.add({ code: 'INVALID_JSONATA_EXPRESSION', message: expression.message, location });
    case 'unsupported':
      return findings.add({ code: 'UNSUPPORTED_JSONATA_EXPRESSION', message: expression.message, location });
    case 'accepted': {
      for (const member of expression.statesMembers) {
        if (member === 'input' || member === 'context' || member === outcome) continue;
        const message = `Field '$states.${member}' does not exist.`;
        findings.add({ code: 'UNSUPPORTED_JSONATA_EXPRESSION', message, location });
      }
    }
  }
}
