import { parseArn } from '@edgestep/shared';

import { isApiError } from './api-error.ts';
import type { Call } from './call.ts';
import { persist, type PersistOptions } from './persist.ts';
import type { StartExecutionInput, StartExecutionOutput } from './shapes/execution-shapes.ts';

/** The execution, and its end where it is known. */
export type StartedOnce = Omit<StartExecutionOutput, 'startDate'>;

/** An execution that is known by its name. */
export type NamedStart = StartExecutionInput & { readonly name: string };

/**
 * Starts the execution of this name, or finds the one that was started by it. Says how it ended where the start waited
 * for that.
 *
 * A start whose answer was lost is repeated, and by then the execution may have ended: StartExecution answers
 * `ExecutionAlreadyExists` to a name that is not running any more (StartExecution, "idempotent"), which says here
 * that all is well, as long as the input is the same.
 */
export async function startOnce(
  call: Call,
  input: NamedStart,
  options: PersistOptions & { readonly waitSeconds?: number },
): Promise<StartedOnce> {
  try {
    return await persist(() => call('StartExecution', input, options), options);
  } catch (error) {
    const executionArn = isApiError(error, 'ExecutionAlreadyExists') ? arnIn(error.message) : undefined;
    if (executionArn === undefined) throw error;
    const existing = await persist(() => call('DescribeExecution', { executionArn }, options), options);
    if (!isSameJson(existing.input, input.input ?? '{}')) throw error;
    return { executionArn };
  }
}

/** The ARN that the service quotes: a call to the control plane does not know the zone it was routed to. */
function arnIn(message: string): string | undefined {
  const quoted = /'(arn:[^']+)'/.exec(message)?.[1];
  return quoted !== undefined && parseArn(quoted)?.resource.type === 'execution' ? quoted : undefined;
}

function isSameJson(one: string | undefined, other: string): boolean {
  return one === other || JSON.stringify(JSON.parse(one ?? 'null')) === JSON.stringify(JSON.parse(other));
}
