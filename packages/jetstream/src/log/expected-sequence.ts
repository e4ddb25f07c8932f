import { PubHeaders } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/nats-core';

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
