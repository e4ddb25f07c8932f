import { Agent, request } from 'node:http';

import { isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

/**
 * Calls an API over HTTP connections that stay open, with as little of its own as `node:http` allows: the client is
 * not what is measured.
 */
export class ApiCaller implements Disposable {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = url;
  }

  /** Answers the body. Rejects for any status but 200. */
  call(operation: string, body: JsonObject): Promise<JsonObject> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(text),
        'x-amz-target': `AWSStepFunctions.${operation}`,
      };
      const sent = request(this.#url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const answer = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(parseObject(answer));
          else reject(new Error(`${operation}: HTTP ${response.statusCode} ${answer}`));
        });
      });
      sent.once('error', reject);
      sent.end(text);
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

function parseObject(text: string): JsonObject {
  const value = JSON.parse(text) as Json;
  if (isJsonObject(value)) return value;
  throw new Error(`an answer is no object: ${text}`);
}
