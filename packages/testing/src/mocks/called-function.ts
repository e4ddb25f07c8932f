import { isJsonObject, type Json, type TaskTarget } from '@edgestep/shared';

/** A function that a task calls, by its bare name, and the payload that it gets. */
export interface CalledFunction {
  readonly name: string;
  readonly payload: Json;
  /** Called through `lambda:invoke`: its result is wrapped. */
  readonly wrapped: boolean;
}

/** The function behind a task; undefined for a task that calls none. */
export function calledFunction(target: TaskTarget, parameters: Json): CalledFunction | undefined {
  if (target.family === 'function') return { name: target.functionName, payload: parameters, wrapped: false };
  if (target.family !== 'service' || target.service !== 'lambda' || !isJsonObject(parameters))
    return undefined;
  const { FunctionName: name, Payload: payload = {} } = parameters;
  if (typeof name !== 'string') return undefined;
  return { name: bareName(name), payload, wrapped: true };
}

/** `greet` of `greet`, `greet:live`, `…:function:greet` and `…:function:greet:7`. */
function bareName(name: string): string {
  const place = name.indexOf(':function:');
  const unprefixed = place < 0 ? name : name.slice(place + ':function:'.length);
  return unprefixed.split(':')[0] ?? unprefixed;
}

/** What `lambda:invoke` makes of what the function returned. */
export function invokeResult(payload: Json, requestId: string): Json {
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { AllHttpHeaders: {}, HttpHeaders: {}, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}
