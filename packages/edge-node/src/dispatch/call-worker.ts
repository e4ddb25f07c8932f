import type { FunctionCaller as WorkerCaller } from '@edgestep/jetstream';

import type { CallWorker } from './function-caller.ts';

/** Calls workers on the zone's bus, with all that they learn of their task. */
export function createCallWorker(caller: WorkerCaller): CallWorker {
  return async (call, attempt) => {
    const { task } = call;
    const deadline = task.timeoutSeconds === undefined ? undefined : Date.now() + task.timeoutSeconds * 1_000;
    const outcome = await caller.call({
      functionName: call.functionName,
      payload: call.payload,
      about: {
        taskToken: call.taskToken,
        executionArn: task.executionArn,
        stateName: task.stateName,
        attempt,
        ...(deadline === undefined ? {} : { deadline }),
        ...(task.traceHeader === undefined ? {} : { traceparent: task.traceHeader }),
      },
      signal: call.signal,
      onAccepted: call.onAccepted,
      onHeartbeat: call.onHeartbeat,
    });
    switch (outcome.kind) {
      case 'returned':
        return outcome;
      case 'function-error':
        return { kind: 'failed', error: outcome.error, cause: outcome.cause };
      case 'no-worker':
        return { kind: 'no-worker' };
      case 'lost':
      case 'cancelled':
        return { kind: 'lost' };
    }
  };
}
