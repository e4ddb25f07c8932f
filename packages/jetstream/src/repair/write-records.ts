import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { expectSequences } from '../log/expected-sequence.ts';
import { parsePublishAnswer } from '../stream/publish-answer.ts';

/** A record as it lies in a log, with the subject of the owner that wrote it. */
export interface RawRecord {
  readonly sequence: number;
  readonly subject: string;
  readonly data: Uint8Array;
}

export interface WriteRecordsOptions {
  readonly connection: Connection;
  readonly stream: string;
  /** How many are on their way at once; 1 for a stream with replicas (ADR 0031). */
  readonly inFlightMax: number;
  /** The subject of the record that the stream ends with; its next one says so too. */
  readonly lastSubject?: string;
  /** Hears how far it is. */
  readonly onWritten?: (sequence: number) => void;
}

const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Appends records to the end of a stream, each at its own sequence or not at all: whoever else writes meanwhile makes
 * the server refuse the next one. Answers how many were written. Fault: `log-append-refused`.
 */
export async function writeRecords(
  records: AsyncIterable<RawRecord>,
  options: WriteRecordsOptions,
): Promise<number> {
  const onTheirWay: Promise<void>[] = [];
  let subject = options.lastSubject;
  let written = 0;
  try {
    for await (const record of records) {
      const lastOwn = record.subject === subject ? record.sequence - 1 : 0;
      subject = record.subject;
      onTheirWay.push(writeOne(record, lastOwn, options));
      if (onTheirWay.length >= options.inFlightMax) await onTheirWay.shift();
      written += 1;
    }
  } finally {
    await Promise.allSettled(onTheirWay);
  }
  await Promise.all(onTheirWay);
  return written;
}

function writeOne(
  { sequence, subject, data }: RawRecord,
  lastOwn: number,
  options: WriteRecordsOptions,
): Promise<void> {
  const written = publishAt(sequence, lastOwn, subject, data, options);
  // Whoever waits for an earlier one hears of this failure later, and not of an unhandled rejection.
  written.catch(() => undefined);
  return written;
}

async function publishAt(
  sequence: number,
  lastOwn: number,
  subject: string,
  data: Uint8Array,
  { connection, stream, onWritten }: WriteRecordsOptions,
): Promise<void> {
  const headers = expectSequences(sequence - 1, lastOwn);
  const message = await connection.nats.request(subject, data, { timeout: ANSWER_TIMEOUT_MS, headers });
  const answer = parsePublishAnswer(message);
  if (answer.kind === 'stored' && answer.sequence === sequence && answer.stream === stream) {
    onWritten?.(sequence);
    return;
  }
  const why =
    answer.kind === 'stored' ? `it came to lie at ${answer.sequence} of ${answer.stream}` : answer.message;
  throw new EdgestepError(
    'log-append-refused',
    `record ${sequence} could not be written to ${stream}: ${why}`,
  );
}
