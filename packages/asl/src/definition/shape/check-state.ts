import { isJsonObject, type Json, type StateType } from '@edgestep/shared';

import type { QueryLanguage } from '../query-language.ts';
import { checkObject } from './check-object.ts';
import type { ShapeContext } from './shape.ts';
import { stateShapes } from './state-shapes.ts';
import { choice, expectedType } from './value-shapes.ts';

/** Checks the shape of a state, and of what stands inside of it. */
export function checkState(value: Json, context: ShapeContext): void {
  if (!isJsonObject(value)) {
    expectedType('OBJECT', context);
    return;
  }
  const type = value['Type'];
  if (type === undefined) {
    context.report('These fields are required: [Type]', context.location);
  } else if (!isStateType(type)) {
    choice(Object.keys(stateShapes).toSorted())(type, { ...context, location: `${context.location}/Type` });
  } else {
    checkObject(value, stateShapes[type], withLanguage(value['QueryLanguage'], context));
  }
}

/** True for the name of a type of state. */
export function isStateType(type: Json): type is StateType {
  return typeof type === 'string' && Object.hasOwn(stateShapes, type);
}

/** A state machine may go over to JSONata state by state, but not back. */
function withLanguage(written: Json | undefined, context: ShapeContext): ShapeContext {
  const language = languageOf(written, context.machineLanguage);
  if (written === 'JSONPath' && context.machineLanguage === 'JSONata') {
    context.report(
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      context.location,
      `${context.location}/QueryLanguage`,
    );
    return { ...context, language, checksLanguage: false };
  }
  return { ...context, language, checksLanguage: true };
}

/** The language that AWS takes a QueryLanguage for: anything but `JSONPath` is JSONata, if refused as well. */
export function languageOf(written: Json | undefined, otherwise: QueryLanguage): QueryLanguage {
  if (written === undefined) return otherwise;
  return written === 'JSONPath' ? 'JSONPath' : 'JSONata';
}
