import { typeTest } from '../type-test.ts';

/** The Variable is null, if the operand is true; it is not, if the operand is false. */
export const IsNull = typeTest((value) => value === null);
