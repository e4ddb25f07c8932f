import type { TaskAssignment } from '@edgestep/engine';
import {
  lambdaInvokeOutput,
  lambdaPayload,
  lambdaTaskFailure,
  type FunctionClient,
  type InvokeOutcome,
  type InvokeRequest,
} from '@edgestep/gateway';
import type { Json } from '@edgestep/shared';

import { backoff } from './backoff.ts';

/** How a call of a function ended. What could only be tried again, was: these are final. */
type FunctionOutcome =
  | {
      readonly kind: 'returned';
      /** What the function returned. */
      readonly payload: Json;
      /** The whole answer, as `lambda:invoke` gives it. */
      readonly answer: () => Json;
    }
  | { readonly kind: 'failed'; readonly error: string; readonly cause: string }
  /** The task is no longer wanted. */
  | { readonly kind: 'cancelled' };

/** One call of a function. */
export interface FunctionCall {
  /** A name, or an ARN with a name in it. */
  readonly functionName: string;
  /** What an endpoint is asked for: the name or ARN as the definition gives it. */
  readonly functionId: string;
  readonly payload: Json;
  /** What `lambda:invoke` may ask of an endpoint besides; a worker of the bus knows none of it. */
  readonly options?: Pick<InvokeRequest, 'clientContext' | 'invocationType' | 'logType' | 'qualifier'>;
  readonly task: TaskAssignment;
  readonly taskToken: string;
  readonly signal: AbortSignal;
  /** A worker took the task. */
  readonly onAccepted: (workerName: string | undefined) => void;
  /** The worker reported progress: HeartbeatSeconds start anew. */
  readonly onHeartbeat: () => void;
}

/** How one attempt on the zone's bus ended. `no-worker` and `lost` may be tried again. */
type BusOutcome =
  | { readonly kind: 'returned'; readonly output: Json }
  | { readonly kind: 'failed'; readonly error: string; readonly cause: string }
  | { readonly kind: 'no-worker' | 'lost' };

/** Calls a worker of the zone's bus once. `attempt` counts hand-outs of this task from 0. */
export type CallWorker = (call: FunctionCall, attempt: number) => Promise<BusOutcome>;

/**
 * Calls a function wherever it lives: a micro service of the zone's bus under its name, else the configured
 * endpoint with the Lambda Invoke API. Without either the call waits for a worker to appear. It resolves when
 * there is a result, or when `signal` is aborted.
 */
export type FunctionCaller = (call: FunctionCall) => Promise<FunctionOutcome>;

/** The engine keeps the time-outs: an invocation ends when its task does. */
const ENDPOINT_TIMEOUT_MS = Number.MAX_SAFE_INTEGER;

export function createFunctionCaller(
  callWorker: CallWorker,
  endpoint: FunctionClient | undefined,
): FunctionCaller {
  return async (call) => {
    for (let attempt = 0; !call.signal.aborted; attempt += 1) {
      const onBus = await callWorker(call, attempt);
      if (onBus.kind === 'returned') return returnedByWorker(onBus.output);
      if (onBus.kind === 'failed') return onBus;
      if (onBus.kind === 'no-worker' && endpoint !== undefined) {
        const outcome = fromEndpoint(await invoke(endpoint, call));
        if (outcome !== undefined) return outcome;
      }
      await backoff(attempt, call.signal);
    }
    return { kind: 'cancelled' };
  };
}

function returnedByWorker(payload: Json): FunctionOutcome {
  return {
    kind: 'returned',
    payload,
    answer: () => ({ ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 }),
  };
}

/** The Invoke API says nothing before the answer: whoever is asked counts as having taken the task. */
function invoke(endpoint: FunctionClient, call: FunctionCall): Promise<InvokeOutcome> {
  call.onAccepted(undefined);
  return endpoint.invoke({
    ...call.options,
    functionName: call.functionId,
    payload: call.payload,
    signal: call.signal,
    timeoutMs: ENDPOINT_TIMEOUT_MS,
  });
}

/** `undefined` when nobody answered: to be tried again. */
function fromEndpoint(outcome: InvokeOutcome): FunctionOutcome | undefined {
  switch (outcome.kind) {
    case 'returned':
      return {
        kind: 'returned',
        payload: lambdaPayload(outcome),
        answer: () => lambdaInvokeOutput(outcome),
      };
    case 'unreachable':
      return undefined;
    case 'function-error':
    case 'service-error':
      return { kind: 'failed', ...lambdaTaskFailure(outcome) };
  }
}
