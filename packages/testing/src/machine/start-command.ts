import type { ExecutionType, Json, StartExecution } from '@edgestep/shared';

const ACCOUNT = '000000000000';
const REGION = 'test';

/** The command that begins a run. */
export function startCommand(
  machine: string,
  execution: string,
  type: ExecutionType,
  input: Json,
): StartExecution {
  const resource =
    type === 'STANDARD' ? `execution:${machine}:${execution}` : `express:${machine}:${execution}:run`;
  return {
    kind: 'StartExecution',
    executionArn: `arn:aws:states:${REGION}:${ACCOUNT}:${resource}`,
    name: execution,
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${machine}`,
    revisionId: 'test',
    type,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/test`,
    input,
    startedBy: 'test',
  };
}
