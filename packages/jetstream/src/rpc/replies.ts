import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { ReplyInbox } from '../connection/reply-inbox.ts';

/** What a request hears: an answer, the server's word that nobody listens, or that the connection was cut. */
export type ReplyListener = (arrival: Msg | 'cut') => void;

/** Where the answers to one request go, until they are forgotten. */
export interface ExpectedReply {
  readonly subject: string;
  forget(): void;
}

const repliesOf = new WeakMap<Connection, Replies>();

/** The answers to all requests of one connection: one subscription, a token each. */
export class Replies {
  readonly #inbox: ReplyInbox;
  readonly #listeners = new Map<string, ReplyListener>();
  #requests = 0;

  /** Use `Replies.of`: a connection has one. */
  private constructor(connection: Connection) {
    this.#inbox = new ReplyInbox(connection, (token, message) => this.#listeners.get(token)?.(message));
    connection.onCut(() => {
      for (const listener of [...this.#listeners.values()]) listener('cut');
    });
  }

  static of(connection: Connection): Replies {
    let replies = repliesOf.get(connection);
    if (replies === undefined) {
      replies = new Replies(connection);
      repliesOf.set(connection, replies);
    }
    return replies;
  }

  /** A reply subject of its own. The listener is called in the connection's read loop: it must not throw. */
  expect(listener: ReplyListener): ExpectedReply {
    this.#requests += 1;
    const token = this.#requests.toString(36);
    this.#listeners.set(token, listener);
    return { subject: this.#inbox.subject(token), forget: () => void this.#listeners.delete(token) };
  }
}
