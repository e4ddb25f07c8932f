import { ANONYMOUS, decodeAnswer, encodeCall } from '@edgestep/gateway';
import { connect, request, type Connection } from '@edgestep/jetstream';
import { isJsonObject, zoneApiSubject, type Json, type JsonObject } from '@edgestep/shared';

import { ZONE } from './zone-cluster.ts';

const TIMEOUT_MS = 30_000;

/** Calls the Step Functions API of a zone over its bus, as the control plane does. */
export class BusCaller implements AsyncDisposable {
  readonly #connection: Connection;
  #calls = 0;

  private constructor(connection: Connection) {
    this.#connection = connection;
  }

  static async open(servers: string): Promise<BusCaller> {
    return new BusCaller(await connect({ servers: servers.split(','), name: 'bench' }));
  }

  /** Answers the body. Rejects for any status but 200. */
  async call(operation: string, body: JsonObject): Promise<JsonObject> {
    const requestId = `bench-${(this.#calls += 1)}`;
    const bytes = encodeCall({ operation, body, principal: ANONYMOUS, requestId });
    const outcome = await request(this.#connection, zoneApiSubject(ZONE), bytes, { timeoutMs: TIMEOUT_MS });
    if (outcome.kind !== 'answered') throw new Error(`${operation}: ${outcome.kind}`);
    const answer = decodeAnswer(outcome.bytes);
    const value = JSON.parse(answer.body) as Json;
    if (answer.status === 200 && isJsonObject(value)) return value;
    throw new Error(`${operation}: ${answer.status} ${answer.body}`);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#connection[Symbol.asyncDispose]());
  }
}
