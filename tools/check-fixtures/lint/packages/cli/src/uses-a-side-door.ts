// expect: no-restricted-imports
import { parse } from '@edgestep/asl/src/parse.ts';

export const parser = parse;
