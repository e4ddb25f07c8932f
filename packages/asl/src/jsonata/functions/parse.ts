import { FunctionRefusal, type JsonataFunction } from './jsonata-function.ts';

/** $parse(text): the value of a JSON text; stands in for $eval, which the States Language does not have. */
export const parse: JsonataFunction = {
  signature: '<s?:x>',
  call(_frame, [text]) {
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text as string) as unknown;
    } catch {
      throw new FunctionRefusal('Invalid JSON');
    }
  },
};
