// expect: TS2835
import type { Zone } from './declares-a-zone';

export type Zones = readonly Zone[];
