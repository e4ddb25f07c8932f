import fc from 'fast-check';

import type { FuzzTarget } from './fuzz-target.ts';

const endless: FuzzTarget<number> = {
  name: 'endless',
  property: 'a number comes to an end',
  input: fc.nat(9),
  cpuMsMax: 1_000,
  check(input) {
    while (input === 7) input = 7;
    return 'ended';
  },
};

/** A target with a defect, for the test of what watches over targets. */
export const FUZZ_TARGETS = { endless };
