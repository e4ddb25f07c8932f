import { statesOf } from '../../definition/blocks-of.ts';
import { queryFieldsOf } from '../../query-fields/query-fields-of.ts';
import { templateMembersOf } from '../../query-fields/template-members.ts';
import { acceptsQuery } from '../query-syntax.ts';
import type { Rule } from '../rule.ts';

/** In payload templates, what stands under a name with `.$` can be evaluated. */
export const checkPayloadTemplates: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    for (const field of queryFieldsOf(state)) {
      if (field.kind !== 'template') continue;
      for (const { name, value, parent } of templateMembersOf(field.value, field.location)) {
        if (typeof value === 'string' && acceptsQuery(value)) continue;
        findings.add({
          code: 'SCHEMA_VALIDATION_FAILED',
          message: `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
          location: parent,
          place: `${parent}/${name}`,
        });
      }
    }
  }
};
