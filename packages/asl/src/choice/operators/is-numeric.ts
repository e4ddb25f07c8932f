import { isJsonNumber } from '@edgestep/shared';

import { typeTest } from '../type-test.ts';

/** The Variable is a number, if the operand is true; it is not, if the operand is false. */
export const IsNumeric = typeTest(isJsonNumber);
