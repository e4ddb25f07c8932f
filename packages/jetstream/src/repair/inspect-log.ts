import type { Connection } from '../connection/connection.ts';
import { findTail, type LogTail } from '../log/find-tail.ts';
import { logDamaged } from '../log/log-damage.ts';
import { CHAIN_START, openEnvelope, type Envelope } from '../log/record-envelope.ts';
import { isStreamMissing } from '../stream/stream-missing.ts';
import { isGivenUp, parseAcceptedLoss, parseRestored, type AcceptedLoss } from './accepted-loss.ts';
import { findStreamInfo } from './held-log.ts';
import type { LogCopy, LogWitness } from './log-witness.ts';

/** What a log is found to be, before anybody writes to it. */
export type LogVerdict =
  /** It has everything that anybody has seen of it. */
  | { readonly kind: 'sound' }
  /** It lost its end, and the copy goes on where it stops: the chain proves it. */
  | { readonly kind: 'behind'; readonly tail: LogTail; readonly copy: LogCopy };

interface Inspected {
  readonly connection: Connection;
  readonly stream: string;
}

/**
 * Holds a log against those who have seen it (E5). A server that meets damage when it starts cuts the log there and
 * says nothing, so what is lost is known only by what others have seen. `copies` must have been looked at before the
 * call: whoever owns the log goes on writing. Fault: `log-damaged` when something is lost that no copy has.
 */
export async function inspectLog(
  connection: Connection,
  stream: string,
  witnesses: readonly LogWitness[],
  copies: readonly LogCopy[],
): Promise<LogVerdict> {
  const log = { connection, stream };
  const tail = await tailOrNone(log);
  const { accepted, restored } = await agreedLosses(log);
  const seen = witnesses.filter((each) => !isGivenUp(accepted, each) && !isGivenUp(restored, each));
  const known = copies.filter((copy) => !isGivenUp(accepted, copy.tail));
  for (const witness of seen) if (witness.sequence <= tail.sequence) await requireEpoch(log, witness);
  const longer: LogCopy[] = [];
  for (const copy of known) {
    if (copy.tail.sequence <= tail.sequence) await requireContained(log, copy);
    else if (await continues(log, copy, tail)) longer.push(copy);
    else if (!isGivenUp(restored, copy.tail)) throw parted(stream, tail.sequence, copy);
  }
  const copy = longer.toSorted((one, other) => other.tail.sequence - one.tail.sequence)[0];
  const last = copy?.tail.sequence ?? tail.sequence;
  const lost = seen.find(({ sequence }) => sequence > last);
  if (lost !== undefined) {
    const what = `${lost.who} has seen record ${lost.sequence} of epoch ${lost.epoch}; the records up to it are lost`;
    throw logDamaged(stream, last + 1, what);
  }
  return copy === undefined ? { kind: 'sound' } : { kind: 'behind', tail, copy };
}

async function tailOrNone({ connection, stream }: Inspected): Promise<LogTail> {
  try {
    return await findTail(connection, stream);
  } catch (error) {
    if (isStreamMissing(error)) return { sequence: 0, epoch: 0, hash: CHAIN_START };
    throw error;
  }
}

async function agreedLosses({ connection, stream }: Inspected): Promise<{
  readonly accepted: AcceptedLoss | undefined;
  readonly restored: AcceptedLoss | undefined;
}> {
  const metadata = (await findStreamInfo(connection, stream))?.config.metadata;
  return { accepted: parseAcceptedLoss(metadata), restored: parseRestored(metadata) };
}

/** The chain makes one hash stand for all records before it. */
async function requireContained(log: Inspected, copy: LogCopy): Promise<void> {
  const { hash } = await envelopeAt(log, copy.tail.sequence);
  if (Buffer.compare(hash, copy.tail.hash) !== 0) throw parted(log.stream, copy.tail.sequence, copy);
}

async function requireEpoch(log: Inspected, { who, sequence, epoch }: LogWitness): Promise<void> {
  const found = await envelopeAt(log, sequence);
  if (found.epoch === epoch) return;
  const what = `it is of epoch ${found.epoch}, and ${who} has seen one of epoch ${epoch} there`;
  throw logDamaged(log.stream, sequence, what);
}

async function continues(log: Inspected, copy: LogCopy, tail: LogTail): Promise<boolean> {
  if (tail.sequence === 0) return true;
  const { connection } = log;
  const { hash } = await envelopeAt({ connection, stream: copy.stream }, tail.sequence, copy.domain);
  return Buffer.compare(hash, tail.hash) === 0;
}

async function envelopeAt(
  { connection, stream }: Inspected,
  sequence: number,
  domain?: string,
): Promise<Envelope> {
  const { streams } = await connection.jetStream(domain);
  const message = await streams.getMessage(stream, { seq: sequence });
  if (message === null) throw logDamaged(stream, sequence, 'the record is missing');
  const opened = openEnvelope(message.data);
  if (opened.kind === 'damaged') throw logDamaged(stream, sequence, opened.what);
  return opened.envelope;
}

function parted(stream: string, sequence: number, copy: LogCopy): Error {
  return logDamaged(stream, sequence, `the hub's copy ${copy.stream} has other records than the zone`);
}
