import { TASK_TOKEN } from '../model/task-token.ts';
import { required, structure } from '../shape/describe.ts';

/** Reports that a task is still being worked on. */
export interface SendTaskHeartbeatRequest {
  readonly taskToken: string;
}

/** The shape of `SendTaskHeartbeatRequest`. */
export const SEND_TASK_HEARTBEAT_REQUEST = structure<SendTaskHeartbeatRequest>('SendTaskHeartbeatInput', {
  taskToken: required(TASK_TOKEN),
});

/** The answer of SendTaskHeartbeat: nothing but that it is done. */
export type SendTaskHeartbeatResponse = Readonly<Record<string, never>>;
