import { isJsonArray, isJsonObject, type JsonObject } from '@edgestep/shared';

import type { PathField } from './query-field.ts';

/** The paths of a choice rule, nested rules included: Variable, and the operands of `…Path` operators. */
export function choicePathsOf(rule: JsonObject, location: string): readonly PathField[] {
  return Object.entries(rule).flatMap(([name, value]): readonly PathField[] => {
    const place = `${location}/${name}`;
    if (isJsonArray(value)) {
      return value.flatMap((nested, index) =>
        isJsonObject(nested) ? choicePathsOf(nested, `${place}[${index}]`) : [],
      );
    }
    if (isJsonObject(value)) return name === 'Not' ? choicePathsOf(value, place) : [];
    const isPath = name === 'Variable' || name.endsWith('Path');
    return isPath && typeof value === 'string' ? [{ kind: 'choicePath', text: value, location: place }] : [];
  });
}
