import fastify, { type FastifyInstance } from 'fastify';
import type { ApiOperation } from '../api/api-types.ts';
import type { ApiHandlers } from '../port/api-handlers.ts';
import type { Authenticator } from '../port/authenticator.ts';
import type { FaultLog } from '../port/fault-log.ts';
import type { ReadinessProbe } from '../port/readiness.ts';
import type { RestRoute } from '../port/rest-route.ts';
import { mountAwsJson } from './aws-json-route.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import { healthRoutes } from './health-routes.ts';
import { FRONT_DOOR_LIMITS, type FrontDoorLimits } from './limits.ts';
import { type ListenAddress, Listener, type Listening } from './listener.ts';
import { mountRest, sendUnroutable } from './rest-routes.ts';

/** What stands behind a front door. */
export interface FrontDoorOptions {
  /** The operations that are answered here. */
  readonly handlers: ApiHandlers;
  readonly log: FaultLog;
  /** What `GET /readyz` answers; ready at once when nothing is said. */
  readonly readiness?: ReadinessProbe;
  /** Says who calls; everybody is anonymous when nothing is said. */
  readonly authenticate?: Authenticator;
  /** The operations whose handlers wait for as long as a caller prefers (`Prefer: wait`, RFC 7240); none when absent. */
  readonly waits?: readonly ApiOperation[];
  /** The REST API beside the AWS protocol. */
  readonly routes?: readonly RestRoute[];
  readonly limits?: Partial<FrontDoorLimits>;
}

/** An HTTP server for the AWS JSON protocol (`POST /`), health and REST routes. No CORS: browsers of other origins get nothing. */
export interface FrontDoor extends AsyncDisposable {
  /** Listens on an address; may be called again for further addresses. Rejects when the address can't be had. */
  listen(address: ListenAddress): Promise<Listening>;
  /**
   * Accepts nothing new, ends idle connections and waiting calls, lets the others finish within
   * `drainTimeoutMs`, then cuts what is left. Idempotent.
   */
  close(): Promise<void>;
}

/** Creates a front door. It listens nowhere yet; dispose of it to close it. */
export async function createFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const limits = { ...FRONT_DOOR_LIMITS, ...options.limits };
  const calls = new CallsUnderWay();
  const { log, authenticate } = options;
  const app = createApp(limits, log);
  const shared = { log, calls, ...(authenticate === undefined ? {} : { authenticate }) };
  mountAwsJson(app, { ...shared, handlers: options.handlers, waits: new Set(options.waits) });
  const health = healthRoutes(options.readiness ?? (() => ({ ready: true, reasons: [] })));
  mountRest(app, [...health, ...(options.routes ?? [])], shared);
  await app.ready();

  const listeners: Listener[] = [];
  const close = async () => {
    for (const listener of listeners) listener.stopAccepting();
    await calls.drain(limits.drainTimeoutMs);
    for (const listener of listeners) listener.cut();
    await app.close();
  };
  let closed: Promise<void> | undefined;
  const closeOnce = () => (closed ??= close());
  return {
    async listen(address) {
      const listener = new Listener((request, response) => app.routing(request, response), limits, log);
      const listening = await listener.listen(address);
      listeners.push(listener);
      return listening;
    },
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

/** Bodies of every media type arrive as bytes: what they mean is decided by the route. */
function createApp(limits: FrontDoorLimits, log: FaultLog): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytesMax,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 512 },
    // Their compilers, which nothing needs, are not even loaded: a request is held against the shapes of the API.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    frameworkErrors: (error, _request, reply) => sendUnroutable(error, reply, log),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  return app;
}

function noSchemas(): never {
  throw new TypeError('No route of a front door has a schema.');
}
