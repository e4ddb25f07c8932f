export { freePorts } from './dev/free-ports.ts';
export type { ReadyLine, ReadyZone } from './dev/ready-line.ts';
