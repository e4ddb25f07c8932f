import { typeTest } from '../type-test.ts';

/** The Variable is a text, if the operand is true; it is not, if the operand is false. */
export const IsString = typeTest((value) => typeof value === 'string');
