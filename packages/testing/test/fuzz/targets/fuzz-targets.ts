import type { FuzzTarget } from '../fuzz-target.ts';
import { definitions } from './definitions.ts';
import { intrinsics } from './intrinsics.ts';
import { jsonpath } from './jsonpath.ts';

/** All targets, by their names on the command line. */
export const FUZZ_TARGETS: Readonly<Record<string, FuzzTarget<never>>> = {
  jsonpath: jsonpath as FuzzTarget<never>,
  intrinsics: intrinsics as FuzzTarget<never>,
  definitions: definitions as FuzzTarget<never>,
};
