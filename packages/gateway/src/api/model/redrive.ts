import { choice } from '../shape/describe.ts';

/** Whether to list executions that were redriven, or those that never were. */
export type ExecutionRedriveFilter = 'REDRIVEN' | 'NOT_REDRIVEN';

/** The shape of `ExecutionRedriveFilter`. */
export const EXECUTION_REDRIVE_FILTER = choice<ExecutionRedriveFilter>(['REDRIVEN', 'NOT_REDRIVEN']);

/** Whether an execution could be redriven now. */
export type ExecutionRedriveStatus = 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
