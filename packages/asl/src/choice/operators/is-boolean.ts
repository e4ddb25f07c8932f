import { typeTest } from '../type-test.ts';

/** The Variable is a boolean, if the operand is true; it is not, if the operand is false. */
export const IsBoolean = typeTest((value) => typeof value === 'boolean');
