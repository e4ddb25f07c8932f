import { Agent, request } from 'node:http';

/**
 * Posts JSON over HTTP connections that stay open, with as little of its own as `node:http` allows: the client is not
 * what is measured, and it is the same for every system.
 */
export class JsonCaller implements Disposable {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = url;
  }

  /** Answers the body. Rejects for any status but 200. */
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        agent: this.#agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      };
      const sent = request(this.#url + path, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const answer = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(`HTTP ${response.statusCode} ${answer}`));
        });
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
