import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Json } from '@edgestep/shared';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../port/authenticator.ts';
import type { FaultLog } from '../port/fault-log.ts';
import type { RestRequest, RestResponse, RestRoute } from '../port/rest-route.ts';
import { callContextOf } from './call-context-of.ts';
import type { CallsUnderWay, CallUnderWay } from './calls-under-way.ts';
import { MalformedJson, parseJsonBody } from './json-body.ts';
import {
  faultDetails,
  PROBLEM_CONTENT_TYPE,
  problemDetails,
  type ProblemDetails,
  RestProblem,
} from './rest-problem.ts';

/** What the REST routes need from their front door. */
export interface RestRoutesOptions {
  readonly log: FaultLog;
  readonly authenticate?: Authenticator;
  readonly calls: CallsUnderWay;
}

/** Mounts REST routes; makes every error beside them, unknown paths included, a problem (RFC 9457). */
export function mountRest(
  app: FastifyInstance,
  routes: readonly RestRoute[],
  options: RestRoutesOptions,
): void {
  app.setNotFoundHandler((request, reply) => {
    const problem = new RestProblem(
      404,
      'Not found',
      `There is no ${request.method} ${pathOf(request)} here.`,
    );
    return sendError(reply, problem, randomUUID(), options.log);
  });
  app.setErrorHandler((error: FastifyError, _request, reply) =>
    sendError(reply, requestProblem(error), randomUUID(), options.log),
  );
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => answer(route, request, reply, options),
    });
  }
}

/** Refuses a URL that can't be routed; the router asks before any route is known. */
export function sendUnroutable(error: FastifyError, reply: FastifyReply, log: FaultLog): void {
  sendError(reply, requestProblem(error), randomUUID(), log);
}

async function answer(
  route: RestRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  options: RestRoutesOptions,
): Promise<FastifyReply> {
  const requestId = randomUUID();
  const call = options.calls.begin(reply.raw);
  try {
    const context = await callContextOf(request, requestId, call.signal, options.authenticate);
    const response = await route.handle({ ...context, ...restRequestOf(request) });
    return send(reply, response, requestId, call);
  } catch (error) {
    return sendError(reply, error, requestId, options.log);
  }
}

function restRequestOf(request: FastifyRequest): Omit<RestRequest, 'principal' | 'requestId' | 'signal'> {
  return {
    method: request.method,
    path: pathOf(request),
    params: request.params as Readonly<Record<string, string>>,
    query: request.query as Readonly<Record<string, string | readonly string[]>>,
    headers: request.headers,
    body: bodyOf(request),
  };
}

function bodyOf(request: FastifyRequest): Json | undefined {
  const type = request.headers['content-type'];
  const bytes = request.body as Uint8Array | undefined;
  if (
    bytes !== undefined &&
    bytes.byteLength > 0 &&
    !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type ?? '')
  ) {
    throw new RestProblem(415, 'Unsupported media type', `A body must be JSON, not '${type ?? ''}'.`);
  }
  try {
    return parseJsonBody(bytes);
  } catch (error) {
    if (error instanceof MalformedJson) throw new RestProblem(400, 'Malformed body', error.message);
    throw error;
  }
}

function pathOf(request: FastifyRequest): string {
  const end = request.url.indexOf('?');
  return end < 0 ? request.url : request.url.slice(0, end);
}

function send(
  reply: FastifyReply,
  response: RestResponse,
  requestId: string,
  call: CallUnderWay,
): FastifyReply {
  reply.code(response.status).headers({ ...response.headers, 'x-request-id': requestId });
  switch (response.body?.kind) {
    case undefined:
      return reply.send();
    case 'json':
      return reply.type('application/json').send(Buffer.from(JSON.stringify(response.body.value)));
    case 'bytes':
      return reply.type(response.body.contentType).send(Buffer.from(response.body.bytes));
    case 'stream':
      call.endsOnClose();
      return reply.type(response.body.contentType).send(Readable.from(response.body.chunks));
  }
}

function sendError(reply: FastifyReply, error: unknown, requestId: string, log: FaultLog): FastifyReply {
  const details = problemDetails(error, requestId) ?? logged(error, requestId, log);
  return reply
    .code(details.status)
    .header('x-request-id', requestId)
    .type(PROBLEM_CONTENT_TYPE)
    .send(Buffer.from(JSON.stringify(details)));
}

function logged(error: unknown, requestId: string, log: FaultLog): ProblemDetails {
  log.error({ err: error, requestId }, 'a REST route failed');
  return faultDetails(requestId);
}

/** What the HTTP server itself refuses, as a problem; a fault stays what it is. */
function requestProblem(error: FastifyError): Error {
  const status = error.statusCode ?? 500;
  if (status === 413)
    return new RestProblem(413, 'Body too large', 'The body is larger than this service accepts.');
  return status >= 400 && status < 500 ? new RestProblem(status, 'Bad request', error.message) : error;
}
