import { isJsonObject, type Json } from '@edgestep/shared';

import { blockFields } from './block-shape.ts';
import { checkObject } from './check-object.ts';
import { languageOf } from './check-state.ts';
import { optional, type ObjectShape, type ShapeContext } from './shape.ts';
import { queryLanguage } from './state-fields.ts';
import { choice, integer } from './value-shapes.ts';

/** The fields of a state machine. */
export const machineShape: ObjectShape = {
  fields: {
    ...blockFields,
    Version: optional(choice(['1.0'])),
    QueryLanguage: optional(queryLanguage),
    TimeoutSeconds: optional(integer({ min: 0, max: 99_999_999 })),
  },
};

/** Checks the shape of a whole definition, and reports each offence once. */
export function checkMachine(value: Json, report: ShapeContext['report']): void {
  const written = isJsonObject(value) ? value['QueryLanguage'] : undefined;
  const language = languageOf(written, 'JSONPath');
  checkObject(value, machineShape, {
    location: '',
    language,
    machineLanguage: language,
    checksLanguage: true,
    report,
  });
}
