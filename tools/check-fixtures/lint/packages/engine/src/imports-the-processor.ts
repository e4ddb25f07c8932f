// expect: no-restricted-imports
import { later } from './processor/reads-the-clock.ts';

export const processor = later;
