import type { Connection } from '../connection/connection.ts';
import { followStream } from '../stream/follow-stream.ts';
import type { StoredMessage } from '../stream/stored-message.ts';

/** Without a message for so long there are no more: what was counted has been replaced meanwhile. */
const SILENCE_MAX_MS = 5_000;

/** The messages of a stream up to a sequence, as far as they are still there when their turn comes. */
export async function* readMessages(
  connection: Connection,
  stream: string,
  last: number,
): AsyncGenerator<StoredMessage, void, undefined> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
  try {
    for await (const message of followStream(connection, {
      stream,
      fromSequence: 1,
      signal: silence.signal,
    })) {
      clearTimeout(timer);
      if (message.sequence <= last) yield message;
      if (message.sequence >= last || message.pending === 0) return;
      timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}
