import { statesOf } from '../../definition/blocks-of.ts';
import type { CompiledPath } from '../../jsonpath/compiled-path.ts';
import type { PathField, QueryField } from '../../query-fields/query-field.ts';
import { queryFieldsOf } from '../../query-fields/query-fields-of.ts';
import { parseReferencePath } from '../../reference-path/parse-reference-path.ts';
import { acceptsQuery, tryCompilePath } from '../query-syntax.ts';
import type { Rule } from '../rule.ts';

/** Fields that hold a path hold one, of the kind that they need. */
export const checkJsonPaths: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    for (const field of queryFieldsOf(state)) {
      if (!isPath(field)) continue;
      const message = refusalOf(field);
      if (message !== undefined) {
        findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location: field.location });
      }
    }
  }
};

const notAPath = 'Value must be a valid JSONPath.';
const notAReference = 'Value is not a Reference Path';

function isPath(field: QueryField): field is PathField {
  return field.kind !== 'template' && field.kind !== 'expression';
}

function refusalOf({ kind, text }: PathField): string | undefined {
  if (kind === 'pathOrCall') return acceptsQuery(text) ? undefined : notAPath;
  const path = tryCompilePath(text);
  if (path === undefined) return kind === 'choicePath' ? withoutRoot(text) : notAPath;
  switch (kind) {
    case 'path':
    case 'choicePath':
      return undefined;
    case 'itemsPath':
      return path.definite ? undefined : notAReference;
    case 'referencePath':
      return path.definite && path.root.kind !== 'context' ? undefined : notAReference;
    case 'resultPath':
      return isResultPath(path) ? undefined : notAReference;
  }
}

function withoutRoot(text: string): string {
  return text.startsWith('$') ? notAReference : `${notAReference}: Reference path didn't start with '$'`;
}

function isResultPath({ text }: CompiledPath): boolean {
  return acceptsQuery(text, parseReferencePath);
}
