import { randomUUID } from 'node:crypto';

import { EdgestepError, partitionLogSubject, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { retried } from '../retry/retried.ts';
import { parsePublishAnswer } from '../stream/publish-answer.ts';
import { expectSequences } from './expected-sequence.ts';
import { findTail, type LogTail } from './find-tail.ts';
import { hashOf, sealEnvelope } from './record-envelope.ts';

/** Which log is to be owned, by whom, under which epoch. */
export interface FenceOptions {
  readonly connection: Connection;
  readonly partition: PartitionId;
  readonly stream: string;
  readonly epoch: number;
  /** The node that takes the log over; written into the fence for whoever reads the log by hand. */
  readonly owner: string;
  readonly signal: AbortSignal;
}

const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Takes the log over by appending a fence (E2): the server refuses what a former owner appends from then on, so what
 * lies before the fence is final and can be replayed. Resolves with the fence as the log's tail.
 * Faults: `partition-not-owned` when the log has seen this epoch or a later one; `log-damaged`.
 */
export async function raiseFence(options: FenceOptions): Promise<LogTail> {
  const attempts: Uint8Array[] = [];
  return retried(options.connection, options.signal, async () => {
    for (;;) {
      const raised = await raiseOnce(options, attempts);
      if (raised !== undefined) return raised;
    }
  });
}

/** Undefined when something was appended meanwhile: look again. */
async function raiseOnce(options: FenceOptions, attempts: Uint8Array[]): Promise<LogTail | undefined> {
  const { connection, partition, stream, epoch } = options;
  const tail = await findTail(connection, stream);
  if (attempts.some((hash) => Buffer.compare(hash, tail.hash) === 0)) return tail;
  if (tail.epoch >= epoch) {
    const message = `partition ${partition} was taken over under epoch ${tail.epoch}; epoch ${epoch} is out of date`;
    throw new EdgestepError('partition-not-owned', message);
  }
  // The nonce tells this fence from that of another process that was given the same epoch by mistake.
  const body = Buffer.from(JSON.stringify({ owner: options.owner, nonce: randomUUID() }));
  const record = sealEnvelope({ kind: 'fence', epoch, previousHash: tail.hash, body });
  attempts.push(hashOf(record));
  const answer = parsePublishAnswer(
    await connection.nats.request(partitionLogSubject(partition, epoch), record, {
      timeout: ANSWER_TIMEOUT_MS,
      headers: expectSequences(tail.sequence, 0),
    }),
  );
  switch (answer.kind) {
    case 'stored':
      return { sequence: answer.sequence, epoch, hash: hashOf(record) };
    case 'wrong-sequence':
      return undefined;
    case 'refused':
      throw new EdgestepError('log-append-refused', `${stream} refused a fence: ${answer.message}`);
  }
}
