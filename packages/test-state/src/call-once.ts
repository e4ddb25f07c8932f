import type { WorkOutcome } from '@edgestep/asl';

import type { TaskToCall, TestStatePorts } from './test-state-ports.ts';

/** The longest that a test takes (API reference, TestState). */
const TEST_SECONDS_MAX = 300;

/** Calls a task, for as long as its TimeoutSeconds allow, and never longer than a test may take. */
export async function callOnce(
  ports: TestStatePorts,
  task: TaskToCall,
  signal: AbortSignal,
): Promise<WorkOutcome> {
  const seconds = Math.min(task.timeoutSeconds ?? TEST_SECONDS_MAX, TEST_SECONDS_MAX);
  const timeOut = AbortSignal.timeout(seconds * 1_000);
  const outcome = await ports.callTask(task, AbortSignal.any([signal, timeOut]));
  if (!timeOut.aborted) return outcome;
  const cause = `The task did not end within ${seconds} seconds.`;
  return { kind: 'failure', failure: { error: 'States.Timeout', cause } };
}
