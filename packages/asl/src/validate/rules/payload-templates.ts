import { statesOf } from '../../definition/blocks-of.ts';
import { queryFieldsOf } from '../../query-fields/query-fields-of.ts';
import { templateMembersOf, type TemplateMember } from '../../query-fields/template-members.ts';
import { acceptsQuery } from '../query-syntax.ts';
import type { Rule } from '../rule.ts';

/** In payload templates, what stands under a name with `.$` can be evaluated, and becomes a field of its own. */
export const checkPayloadTemplates: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    for (const field of queryFieldsOf(state)) {
      if (field.kind !== 'template') continue;
      for (const member of templateMembersOf(field.value, field.location)) {
        const message = refusalOf(member);
        if (message === undefined) continue;
        const place = `${member.parent}/${member.name}`;
        findings.add({ code: 'SCHEMA_VALIDATION_FAILED', message, location: member.parent, place });
      }
    }
  }
};

function refusalOf({ name, value, doubled }: TemplateMember): string | undefined {
  if (typeof value !== 'string' || !acceptsQuery(value)) {
    return `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`;
  }
  return doubled ? `Fields '${name}' and '${name.slice(0, -2)}' name the same field` : undefined;
}
