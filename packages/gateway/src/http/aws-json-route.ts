import { randomUUID } from 'node:crypto';
import { ApiError } from '@edgestep/shared';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dispatch } from '../api/dispatch.ts';
import { isLongPoll } from '../api/operations.ts';
import type { ApiAnswer } from '../aws-json/answer.ts';
import { internalError, problemAnswer } from '../aws-json/problem.ts';
import { AWS_JSON_CONTENT_TYPE, isAwsJson, operationOf } from '../aws-json/target.ts';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { Authenticator } from '../port/authenticator.ts';
import type { FaultLog } from '../port/fault-log.ts';
import { callContextOf } from './call-context-of.ts';
import type { CallsUnderWay, CallUnderWay } from './calls-under-way.ts';
import { MalformedJson, parseJsonBody } from './json-body.ts';
import { preferredWaitMs } from './prefer-wait.ts';

/** What the AWS JSON route needs from its front door. */
export interface AwsJsonRouteOptions {
  readonly handlers: ApiHandlers;
  readonly log: FaultLog;
  readonly authenticate?: Authenticator;
  readonly calls: CallsUnderWay;
  /** The operations whose handlers wait for as long as the caller prefers. */
  readonly waits?: ReadonlySet<string>;
}

/** Mounts `POST /`: the AWS JSON 1.0 protocol, every operation under one path. */
export function mountAwsJson(app: FastifyInstance, options: AwsJsonRouteOptions): void {
  const errorHandler = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    const requestId = randomUUID();
    send(reply, problemAnswer(refusalOf(error, requestId, options.log)), requestId);
  };
  app.post('/', { errorHandler }, async (request, reply) => {
    const requestId = randomUUID();
    const answer = await answerOf(request, reply, requestId, options.calls.begin(reply.raw), options);
    return send(reply, answer, requestId);
  });
}

async function answerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  requestId: string,
  call: CallUnderWay,
  options: AwsJsonRouteOptions,
): Promise<ApiAnswer> {
  try {
    const operation = requireOperation(request);
    const waitMs =
      options.waits?.has(operation) === true ? preferredWaitMs(request.headers.prefer) : undefined;
    if (isLongPoll(operation) || waitMs !== undefined) call.endsOnClose();
    if (waitMs !== undefined) reply.header('preference-applied', `wait=${waitMs / 1_000}`);
    const context = await callContextOf(request, requestId, call.signal, options.authenticate, waitMs);
    const body = parseJsonBody(request.body as Uint8Array | undefined);
    return await dispatch(options.handlers, operation, body === undefined ? {} : body, context, options.log);
  } catch (error) {
    return problemAnswer(refusalOf(error, requestId, options.log));
  }
}

function requireOperation(request: FastifyRequest): string {
  if (!isAwsJson(request.headers['content-type'])) {
    throw new ApiError(
      'UnknownOperationException',
      `Content-Type must be ${AWS_JSON_CONTENT_TYPE}, not '${request.headers['content-type']}'`,
    );
  }
  const operation = operationOf(request.headers['x-amz-target']);
  if (operation === undefined) {
    throw new ApiError(
      'UnknownOperationException',
      'The header X-Amz-Target must name an operation: AWSStepFunctions.<Operation>',
    );
  }
  return operation;
}

/** What a call is refused with that went wrong before it reached its handler. */
function refusalOf(error: unknown, requestId: string, log: FaultLog): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof MalformedJson) return new ApiError('SerializationException', error.message);
  if (isTooLarge(error)) {
    return new ApiError(
      'RequestEntityTooLargeException',
      'The request body is larger than this service accepts.',
    );
  }
  if (isClientFault(error)) return new ApiError('SerializationException', error.message);
  log.error({ err: error, requestId }, 'a call of the API failed before its handler');
  return internalError(requestId);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
}

/** True for what the HTTP server refuses because of the request itself: a body cut off, a wrong length. */
function isClientFault(error: unknown): error is Error {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
}

function send(reply: FastifyReply, answer: ApiAnswer, requestId: string): FastifyReply {
  reply
    .code(answer.status)
    .header('content-type', AWS_JSON_CONTENT_TYPE)
    .header('x-amzn-requestid', requestId);
  if (answer.retryAfterSeconds !== undefined) reply.header('retry-after', answer.retryAfterSeconds);
  // Bytes, because to a text Fastify appends a charset that AWS does not send.
  return reply.send(Buffer.from(answer.body));
}
