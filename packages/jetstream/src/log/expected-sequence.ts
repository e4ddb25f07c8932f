import { JetStreamApiCodes, PubHeaders } from '@nats-io/jetstream';
import { headers, type Msg, type MsgHdrs } from '@nats-io/nats-core';

import { isNoResponders } from '../connection/reply-inbox.ts';

/**
 * The headers of an append that is stored only if `last` is the sequence of the stream's last message and `lastOwn`
 * that of the last one on the same subject, 0 for none (E2).
 *
 * Both are needed. The first alone does not stop a former owner that has several appends in flight: the one that
 * comes just when the stream has reached the sequence that it expects would be stored, although those before it
 * were refused. The second alone would not notice a new owner, who writes on another subject.
 */
export function expectSequences(last: number, lastOwn: number): MsgHdrs {
  const header = headers();
  header.set(PubHeaders.ExpectedLastSeqHdr, String(last));
  header.set(PubHeaders.ExpectedLastSubjectSequenceHdr, String(lastOwn));
  return header;
}

/** What JetStream answered to a publish. */
export type PublishAnswer =
  | { readonly kind: 'stored'; readonly stream: string; readonly sequence: number }
  /** The stream was not where the publisher thought. */
  | { readonly kind: 'wrong-sequence'; readonly message: string }
  /** It was not stored for another reason: no JetStream just now, no space, … */
  | { readonly kind: 'refused'; readonly message: string };

interface PubAck {
  readonly stream?: string;
  readonly seq?: number;
  readonly error?: { readonly err_code?: number; readonly description?: string };
}

/** Reads the answer to a publish. */
export function parsePublishAnswer(message: Msg): PublishAnswer {
  if (isNoResponders(message)) return { kind: 'refused', message: 'no stream listens' };
  let ack: PubAck;
  try {
    ack = message.json<PubAck>();
  } catch {
    return { kind: 'refused', message: 'the acknowledgement is not JSON' };
  }
  if (ack.error !== undefined) {
    const isSequence =
      ack.error.err_code === JetStreamApiCodes.StreamWrongLastSequence ||
      ack.error.err_code === JetStreamApiCodes.StreamWrongLastSequenceUnknown;
    const description = ack.error.description ?? 'no reason was given';
    return { kind: isSequence ? 'wrong-sequence' : 'refused', message: description };
  }
  return { kind: 'stored', stream: ack.stream ?? '', sequence: ack.seq ?? 0 };
}
