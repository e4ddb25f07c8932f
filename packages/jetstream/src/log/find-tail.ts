import type { Connection } from '../connection/connection.ts';
import { logDamaged } from './log-damage.ts';
import { CHAIN_START, openEnvelope } from './record-envelope.ts';

/** The last record of a log; sequence and epoch 0 when it is empty. */
export interface LogTail {
  readonly sequence: number;
  readonly epoch: number;
  /** What the next record has to name. */
  readonly hash: Uint8Array;
}

/**
 * Looks at the stream's leader, in the connection's own domain when none is named. Fault: `log-damaged`; rejects with
 * what JetStream answers when there is no stream.
 */
export async function findTail(connection: Connection, stream: string, domain?: string): Promise<LogTail> {
  const { streams } = await connection.jetStream(domain);
  const { state } = await streams.info(stream);
  const sequence = state.last_seq;
  if (sequence === 0) return { sequence, epoch: 0, hash: CHAIN_START };
  const message = await streams.getMessage(stream, { seq: sequence });
  if (message === null) throw logDamaged(stream, sequence, 'the last record is missing');
  const opened = openEnvelope(message.data);
  if (opened.kind === 'damaged') throw logDamaged(stream, sequence, opened.what);
  return { sequence, epoch: opened.envelope.epoch, hash: opened.envelope.hash };
}
