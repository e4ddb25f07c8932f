import type { PartitionProcessor, RecordMark } from '@edgestep/engine';
import { serve, type Connection } from '@edgestep/jetstream';
import {
  partitionCommandSubject,
  partitionQuerySubject,
  type ExecutionCommand,
  type PartitionId,
} from '@edgestep/shared';

import { serveEnds } from './end-watch.ts';
import { decode, encode } from './remote-partitions.ts';

/**
 * Answers the commands that other nodes bring, and how far the partition has committed, if this is the owner beyond
 * doubt.
 */
export function servePartition(
  connection: Connection,
  partition: PartitionId,
  processor: Pick<PartitionProcessor, 'submit' | 'whenClosed'>,
  position: () => Promise<RecordMark | undefined>,
): AsyncDisposable {
  const stack = new AsyncDisposableStack();
  stack.use(
    serve(connection, {
      subject: partitionCommandSubject(partition),
      handler: async (bytes) => encode(await processor.submit(decode<ExecutionCommand>(bytes))),
    }),
  );
  stack.use(
    serve(connection, {
      subject: partitionQuerySubject(partition),
      handler: async () => encode((await position()) ?? {}),
    }),
  );
  stack.use(serveEnds(connection, partition, processor));
  return stack;
}
