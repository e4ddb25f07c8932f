// expect: TS1484
import { Zone } from './declares-a-zone.ts';

export type Zones = readonly Zone[];
