import { createInbox, type Msg, type Subscription } from '@nats-io/nats-core';

import type { Connection } from './connection.ts';

/**
 * One subscription for the answers to many requests; the last tokens of an answer's subject say which one it is for.
 * Cheaper than a promise and a timer for each (a third of the cost), and answers may come more than once.
 */
export class ReplyInbox implements Disposable {
  readonly #prefix = `${createInbox()}.`;
  readonly #connection: Connection;
  readonly #subscription: Subscription;

  /** `onAnswer` gets the token; it must not throw. */
  constructor(connection: Connection, onAnswer: (token: string, message: Msg) => void) {
    this.#connection = connection;
    this.#subscription = connection.nats.subscribe(`${this.#prefix}>`, {
      callback: (_error, message) => onAnswer(message.subject.slice(this.#prefix.length), message),
    });
  }

  /** The subject of answers for `token`: one or more subject tokens. */
  subject(token: string): string {
    return this.#prefix + token;
  }

  [Symbol.dispose](): void {
    if (!this.#connection.isClosed) this.#subscription.unsubscribe();
  }
}

/** True for the server's word that nobody listens on the subject of a request (ADR-40). */
export function isNoResponders(message: Msg): boolean {
  return message.data.length === 0 && message.headers?.code === 503;
}
