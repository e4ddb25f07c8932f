export type { ReadyLine, ReadyZone } from './dev/ready-line.ts';
