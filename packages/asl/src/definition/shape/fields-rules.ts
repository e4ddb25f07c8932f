import type { JsonObject } from '@edgestep/shared';

import type { FieldsRule } from './shape.ts';

/** At most one of these fields may be there. */
export function atMostOneOf(...names: readonly string[]): FieldsRule {
  return (source, context) => {
    const present = names.filter((name) => isPresent(source, name));
    if (present.length > 1) {
      const place = `${context.location}/${present[1]}`;
      context.report(
        `There should only be one of the following fields: [${names.join(', ')}]`,
        context.location,
        place,
      );
    }
  };
}

/** Exactly one of these fields has to be there. */
export function exactlyOneOf(...names: readonly string[]): FieldsRule {
  const atMostOne = atMostOneOf(...names);
  return (source, context) => {
    if (names.some((name) => isPresent(source, name))) {
      atMostOne(source, context);
      return;
    }
    const expected = names.join(', ');
    context.report(
      `This object should have only one of the following fields: [${expected}]`,
      context.location,
    );
  };
}

/** The first field only makes sense beside the others. */
export function needs(name: string, ...others: readonly string[]): FieldsRule {
  return (source, context) => {
    if (!isPresent(source, name)) return;
    const missing = others.filter((other) => !isPresent(source, other));
    if (missing.length > 0) {
      context.report(`These fields are required: [${missing.join(', ')}]`, context.location);
    }
  };
}

/** `"End": false` says no more than no End. */
function isPresent(source: JsonObject, name: string): boolean {
  return Object.hasOwn(source, name) && !(name === 'End' && source[name] === false);
}
