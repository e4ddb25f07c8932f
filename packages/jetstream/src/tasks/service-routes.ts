import { functionSubject, WORKER_ENDPOINT } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { request } from '../rpc/request.ts';
import { subjectFault } from '../rpc/subject-fault.ts';

const DISCOVERY_TIMEOUT_MS = 1_000;
const SUBJECT = /^[^\s*>.]+(\.[^\s*>.]+)*$/;

/** A subject that a request can be sent to: no wildcards, no empty tokens, nothing that the protocol trips over. */
function isRequestable(subject: string): boolean {
  return SUBJECT.test(subject) && subjectFault(subject) === undefined;
}

interface ServiceInfo {
  readonly endpoints?: readonly { readonly name?: string; readonly subject?: string }[];
}

/**
 * Where the workers of each function listen: on the subject of the convention, else on the endpoint that a micro
 * service of the function's name tells (ADR-32). What was found is kept until nobody listens there any more.
 */
export class ServiceRoutes {
  readonly #connection: Connection;
  readonly #discovered = new Map<string, string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The subject to try first; undefined when a function of this name can't have one. */
  first(functionName: string): string | undefined {
    const subject = this.#discovered.get(functionName) ?? functionSubject(functionName);
    return isRequestable(subject) ? subject : undefined;
  }

  /** Another subject, after nobody listened on `tried`; undefined when there is none. */
  async next(functionName: string, tried: string, signal: AbortSignal): Promise<string | undefined> {
    this.#discovered.delete(functionName);
    const found = await this.#discover(functionName, signal);
    const subject = found ?? functionSubject(functionName);
    if (subject === tried || signal.aborted) return undefined;
    if (found !== undefined) this.#discovered.set(functionName, found);
    return subject;
  }

  async #discover(functionName: string, signal: AbortSignal): Promise<string | undefined> {
    const outcome = await request(this.#connection, `$SRV.INFO.${functionName}`, new Uint8Array(), {
      timeoutMs: DISCOVERY_TIMEOUT_MS,
      signal,
    });
    return outcome.kind === 'answered' ? endpointOf(outcome.bytes) : undefined;
  }
}

/** The endpoint `invoke`, else the only or first one. */
function endpointOf(answer: Uint8Array): string | undefined {
  let info: ServiceInfo | null;
  try {
    info = JSON.parse(Buffer.from(answer).toString()) as ServiceInfo | null;
  } catch {
    return undefined;
  }
  const endpoints = Array.isArray(info?.endpoints) ? info.endpoints : [];
  const endpoint = endpoints.find(({ name }) => name === WORKER_ENDPOINT) ?? endpoints[0];
  const subject = endpoint?.subject;
  return typeof subject === 'string' && isRequestable(subject) ? subject : undefined;
}
