import type { Connection } from '../connection/connection.ts';
import { request } from '../rpc/request.ts';
import { infoSubject, parseServiceInfo } from './service-info.ts';

/** Where a service that does not listen on the subject of the convention can be called. */
export type Route =
  | { readonly kind: 'at'; readonly subject: string }
  /** There is no service of this name. */
  | { readonly kind: 'nobody' };

interface KnownRoute {
  readonly route: Route;
  readonly untilMs: number;
}

const DISCOVERY_TIMEOUT_MS = 500;
const FOUND_KEPT_MS = 10_000;
/** Functions that live behind an HTTP endpoint are asked for on the bus so often, and cost nothing in between. */
const NOBODY_KEPT_MS = 1_000;
const ROUTES_MAX = 10_000;
const SERVICE_NAME = /^[A-Za-z0-9_-]+$/;

/** Where the services of other tooling listen, as `$SRV.INFO` tells it (ADR-32). */
export class ServiceRoutes {
  readonly #connection: Connection;
  readonly #known = new Map<string, KnownRoute>();
  readonly #underWay = new Map<string, Promise<Route | undefined>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** What was found out lately. */
  known(name: string): Route | undefined {
    const known = this.#known.get(name);
    return known !== undefined && performance.now() < known.untilMs ? known.route : undefined;
  }

  /** Nobody listens any more where it was called. */
  forget(name: string): void {
    this.#known.delete(name);
  }

  /** Asks, once for all that want to know at the same time. Undefined when the connection was cut. */
  discover(name: string): Promise<Route | undefined> {
    let underWay = this.#underWay.get(name);
    if (underWay === undefined) {
      underWay = this.#ask(name).finally(() => this.#underWay.delete(name));
      this.#underWay.set(name, underWay);
    }
    return underWay;
  }

  async #ask(name: string): Promise<Route | undefined> {
    if (!SERVICE_NAME.test(name)) return this.#keep(name, undefined);
    const outcome = await request(this.#connection, infoSubject(name), new Uint8Array(), {
      timeoutMs: DISCOVERY_TIMEOUT_MS,
    });
    switch (outcome.kind) {
      case 'answered':
        return this.#keep(name, parseServiceInfo(outcome.bytes).subject);
      case 'timeout':
        // A service that is held up is still where it was.
        return this.#keep(name, this.#lastSubject(name));
      case 'no-responders':
      case 'failed':
        return this.#keep(name, undefined);
      case 'disconnected':
        return undefined;
    }
  }

  #lastSubject(name: string): string | undefined {
    const route = this.#known.get(name)?.route;
    return route?.kind === 'at' ? route.subject : undefined;
  }

  #keep(name: string, subject: string | undefined): Route {
    const route: Route = subject === undefined ? { kind: 'nobody' } : { kind: 'at', subject };
    const keptMs = route.kind === 'at' ? FOUND_KEPT_MS : NOBODY_KEPT_MS;
    this.#known.delete(name);
    this.#known.set(name, { route, untilMs: performance.now() + keptMs });
    if (this.#known.size > ROUTES_MAX) this.#forgetOldest();
    return route;
  }

  #forgetOldest(): void {
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}
