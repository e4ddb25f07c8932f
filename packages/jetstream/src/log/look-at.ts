import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { logDamaged } from './log-damage.ts';
import { hashOf, openEnvelope } from './record-envelope.ts';

/** What the stream holds at the place where a record was to go. */
export type Found =
  | { readonly kind: 'own' }
  /** Nothing lies there yet. */
  | { readonly kind: 'nothing'; readonly lastSequence: number }
  /** A record of somebody else: the log has another owner. */
  | { readonly kind: 'fenced'; readonly message: string };

export interface LookOptions {
  readonly connection: Connection;
  readonly stream: string;
  readonly signal: AbortSignal;
}

const LOOKS_MAX = 5;

/** Looks, at the stream's leader, what became of `record`, which was to be stored at `sequence`. Fault: `log-damaged`. */
export async function lookAt(options: LookOptions, sequence: number, record: Uint8Array): Promise<Found> {
  for (let looks = 1; ; looks += 1) {
    const found = await retried(options.connection, options.signal, () =>
      lookOnce(options, sequence, record),
    ).catch((error: unknown) => {
      throw isStreamMissing(error)
        ? logDamaged(options.stream, sequence, 'the stream is gone', error)
        : error;
    });
    if (found.kind !== 'nothing' || found.lastSequence < sequence) return found;
    // It may have been stored between the two questions.
    if (looks === LOOKS_MAX) throw logDamaged(options.stream, sequence, 'the record is missing');
  }
}

async function lookOnce(options: LookOptions, sequence: number, record: Uint8Array): Promise<Found> {
  const { stream } = options;
  const { streams } = await options.connection.jetStream();
  const message = await streams.getMessage(stream, { seq: sequence });
  if (message === null) return { kind: 'nothing', lastSequence: (await streams.info(stream)).state.last_seq };
  const opened = openEnvelope(message.data);
  if (opened.kind === 'damaged') throw logDamaged(stream, sequence, opened.what);
  const { envelope } = opened;
  if (Buffer.compare(envelope.hash, hashOf(record)) === 0) return { kind: 'own' };
  return { kind: 'fenced', message: `${stream} was taken over under epoch ${envelope.epoch}` };
}
