import type { FuzzTarget } from '../fuzz-target.ts';
import { choice } from './choice.ts';
import { definitions } from './definitions.ts';
import { intrinsics } from './intrinsics.ts';
import { jsonata } from './jsonata.ts';
import { jsonpath } from './jsonpath.ts';
import { patterns } from './patterns.ts';
import { timestamps } from './timestamps.ts';

/** All targets, by their names on the command line. */
export const FUZZ_TARGETS: Readonly<Record<string, FuzzTarget<never>>> = {
  jsonpath: jsonpath as FuzzTarget<never>,
  intrinsics: intrinsics as FuzzTarget<never>,
  definitions: definitions as FuzzTarget<never>,
  jsonata: jsonata as FuzzTarget<never>,
  choice: choice as FuzzTarget<never>,
  patterns: patterns as FuzzTarget<never>,
  timestamps: timestamps as FuzzTarget<never>,
};
