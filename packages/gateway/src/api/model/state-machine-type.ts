import { choice } from '../shape/describe.ts';

/** Durable (`STANDARD`) or in memory (`EXPRESS`). It can't be changed. */
export type StateMachineType = 'STANDARD' | 'EXPRESS';

/** The shape of `StateMachineType`. */
export const STATE_MACHINE_TYPE = choice<StateMachineType>(['STANDARD', 'EXPRESS']);

/** Whether a state machine can be used. */
export type StateMachineStatus = 'ACTIVE' | 'DELETING';
