import { ApiError } from '@edgestep/shared';
import type { ApiAnswer } from '../aws-json/answer.ts';
import { internalError, problemAnswer } from '../aws-json/problem.ts';
import { toWireJson } from '../aws-json/wire-json.ts';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { CallContext } from '../port/call-context.ts';
import type { FaultLog } from '../port/fault-log.ts';
import type { ApiOperation } from './api-types.ts';
import { isApiOperation } from './operations.ts';
import { validateRequest } from './validate-request.ts';

/**
 * Answers one call: checks the request's shape, calls the handler, writes its answer or its refusal. It never
 * rejects: a fault of a handler is logged with everything known of it and answered as InternalServerError.
 */
export async function dispatch(
  handlers: ApiHandlers,
  operation: string,
  body: unknown,
  context: CallContext,
  log: FaultLog,
): Promise<ApiAnswer> {
  try {
    if (!isApiOperation(operation)) throw unknownOperation(operation);
    return { status: 200, body: toWireJson(await call(handlers, operation, body, context)) };
  } catch (error) {
    if (error instanceof ApiError) return problemAnswer(error);
    if (context.signal.aborted) return problemAnswer(callEnded());
    log.error(
      { err: error, requestId: context.requestId, operation, principal: context.principal },
      'a handler of the API failed',
    );
    return problemAnswer(internalError(context.requestId));
  }
}

async function call<K extends ApiOperation>(
  handlers: ApiHandlers,
  operation: K,
  body: unknown,
  context: CallContext,
): Promise<unknown> {
  const handler = handlers[operation];
  if (handler === undefined) throw unknownOperation(operation);
  return await handler(validateRequest(operation, body), context);
}

/** The refusal of an operation that does not exist, or that is not answered here. */
function unknownOperation(operation: string): ApiError {
  return new ApiError('UnknownOperationException', `Unknown operation: '${operation}'`);
}

/** What is left to say when a handler gave up because its caller went away or the front door closes. */
function callEnded(): ApiError {
  return new ApiError('ServiceUnavailable', 'The call was ended before it was answered.');
}
