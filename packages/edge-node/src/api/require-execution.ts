import { requireArn } from '@edgestep/registry';
import { ApiError } from '@edgestep/shared';

import type { ExecutionDetails } from '@edgestep/engine';
import type { NodeServices } from './node-services.ts';

/** The Standard execution behind an ARN. Throws InvalidArn or ExecutionDoesNotExist. */
export async function requireExecution(services: NodeServices, arn: string): Promise<ExecutionDetails> {
  requireArn(arn, 'execution');
  const execution = await services.executions.find(arn);
  if (execution !== undefined) return execution;
  throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}
