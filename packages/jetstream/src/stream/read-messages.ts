import type { Connection } from '../connection/connection.ts';
import { followStream } from './follow-stream.ts';
import type { StoredMessage } from './stored-message.ts';

export interface ReadMessagesOptions {
  readonly stream: string;
  /** The connection's own domain when absent. */
  readonly domain?: string;
  /** 1 when absent. */
  readonly from?: number;
  readonly last: number;
}

/** Without a message for so long there are no more: what was counted has been replaced, or can't be read. */
const SILENCE_MAX_MS = 5_000;

/** The messages of a stream up to a sequence, as far as the server still has them when their turn comes. */
export async function* readMessages(
  connection: Connection,
  { stream, domain, from = 1, last }: ReadMessagesOptions,
): AsyncGenerator<StoredMessage, void, undefined> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
  const where = { stream, fromSequence: from, signal: silence.signal };
  const messages = followStream(connection, domain === undefined ? where : { ...where, domain });
  try {
    for await (const message of messages) {
      clearTimeout(timer);
      if (message.sequence <= last) yield message;
      if (message.sequence >= last || message.pending === 0) return;
      timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}
