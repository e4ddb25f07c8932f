import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { JsonCaller } from './json-caller.ts';

/** Calls the Step Functions API over HTTP, without an SDK. */
export class ApiCaller implements Disposable {
  readonly #caller: JsonCaller;

  constructor(url: string) {
    this.#caller = new JsonCaller(url);
  }

  /** Answers the body. Rejects for any status but 200. `waitSeconds`: how long the service may wait for an end. */
  async call(operation: string, body: JsonObject, waitSeconds?: number): Promise<JsonObject> {
    const answer = await this.#caller.post('', JSON.stringify(body), {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${operation}`,
      ...(waitSeconds === undefined ? {} : { prefer: `wait=${waitSeconds}` }),
    });
    const value = JSON.parse(answer) as Json;
    if (isJsonObject(value)) return value;
    throw new Error(`an answer is no object: ${answer}`);
  }

  [Symbol.dispose](): void {
    this.#caller[Symbol.dispose]();
  }
}
