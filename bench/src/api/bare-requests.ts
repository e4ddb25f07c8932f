import { join } from 'node:path';

import { request, type Connection } from '@edgestep/jetstream';

import { startChildProgram } from './child-program.ts';
import type { BusEchoOptions } from './bus-echo-program.ts';

const SUBJECT = 'bench.echo';
const PAYLOAD = Buffer.alloc(512, 'x');
const TIMEOUT_MS = 30_000;

/** The floor of every hop over the bus: a request of 512 bytes to another process, which sends them back. */
export class BareRequests implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #echo: AsyncDisposable;

  private constructor(connection: Connection, echo: AsyncDisposable) {
    this.#connection = connection;
    this.#echo = echo;
  }

  /** Starts the other process at the same server. */
  static async open(connection: Connection, url: string): Promise<BareRequests> {
    const options: BusEchoOptions = { server: url, subject: SUBJECT };
    const program = join(import.meta.dirname, 'bus-echo-program.ts');
    return new BareRequests(connection, await startChildProgram(program, options));
  }

  /** Resolves when the answer is there. */
  async ask(): Promise<void> {
    const outcome = await request(this.#connection, SUBJECT, PAYLOAD, { timeoutMs: TIMEOUT_MS });
    if (outcome.kind !== 'answered' || outcome.bytes.length !== PAYLOAD.length) {
      throw new Error(`the echo did not answer: ${outcome.kind}`);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#echo[Symbol.asyncDispose]());
  }
}
