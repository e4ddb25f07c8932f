import { JetStreamApiCodes } from '@nats-io/jetstream';
import type { Msg } from '@nats-io/nats-core';

import { isNoResponders } from '../connection/reply-inbox.ts';

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
