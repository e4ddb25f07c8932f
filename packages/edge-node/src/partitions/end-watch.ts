import type {
  ClosedExecution,
  ExecutionDetails,
  ExecutionReader,
  PartitionProcessor,
} from '@edgestep/engine';
import { request, serve, type Connection } from '@edgestep/jetstream';
import { partitionEndSubject, partitionOf, type PartitionId } from '@edgestep/shared';

import { decode, encode } from './remote-partitions.ts';

/** How an execution ended. `error` and `cause` are those that DescribeExecution shows. */
type EndedExecution = Pick<ExecutionDetails, 'status' | 'stoppedAt' | 'output' | 'error' | 'cause'>;

/** Tells of the ends of Standard executions, wherever they run in the zone. */
export interface EndWatch {
  /** Resolves when an execution has ended, at once when it has; undefined when `signal` was aborted first. */
  ended(executionArn: string, signal: AbortSignal): Promise<EndedExecution | undefined>;
}

interface EndWatchOptions {
  readonly partitions: number;
  readonly owners: { owned(partition: PartitionId): Pick<PartitionProcessor, 'whenClosed'> | undefined };
  readonly connection: Connection;
  readonly projections: { readonly reader: Pick<ExecutionReader, 'closed'> };
}

/** An owner that dies tells nobody: after so long the index is asked. */
const REMOTE_WAIT_MS = 5_000;
const REMOTE_TIMEOUT_MS = REMOTE_WAIT_MS + 1_000;

/**
 * Who runs an execution knows first that it has ended; the index, which is read where the owner is not known or gone,
 * knows it a moment later.
 */
export function createEndWatch(options: EndWatchOptions): EndWatch {
  return {
    async ended(executionArn, signal) {
      const partition = partitionOf(executionArn, options.partitions);
      const owner = options.owners.owned(partition);
      const closed =
        owner === undefined
          ? await askOwner(options.connection, partition, executionArn, signal)
          : endOf(await owner.whenClosed(executionArn, signal));
      if (closed !== undefined || signal.aborted) return closed;
      return options.projections.reader.closed(executionArn, signal);
    },
  };
}

async function askOwner(
  connection: Connection,
  partition: PartitionId,
  executionArn: string,
  signal: AbortSignal,
): Promise<EndedExecution | undefined> {
  const asked = new TextEncoder().encode(executionArn);
  const answer = await request(connection, partitionEndSubject(partition), asked, {
    timeoutMs: REMOTE_TIMEOUT_MS,
    signal,
  });
  return answer.kind === 'answered' ? decode<{ readonly end?: EndedExecution }>(answer.bytes).end : undefined;
}

/** Tells other nodes of the ends of executions of a partition that this node owns. */
export function serveEnds(
  connection: Connection,
  partition: PartitionId,
  processor: Pick<PartitionProcessor, 'whenClosed'>,
): AsyncDisposable {
  return serve(connection, {
    subject: partitionEndSubject(partition),
    handler: async (bytes, signal) => {
      const executionArn = new TextDecoder().decode(bytes);
      const patience = AbortSignal.any([signal, AbortSignal.timeout(REMOTE_WAIT_MS)]);
      const end = endOf(await processor.whenClosed(executionArn, patience));
      return encode(end === undefined ? {} : { end });
    },
  });
}

function endOf(closed: ClosedExecution | undefined): EndedExecution | undefined {
  if (closed === undefined) return undefined;
  const { status } = closed;
  const end = { status: status.kind, stoppedAt: status.at };
  if (status.kind === 'SUCCEEDED')
    return { ...end, output: status.output, error: undefined, cause: undefined };
  // The status says it: States.Timeout stands in the history only.
  if (status.kind === 'TIMED_OUT') return { ...end, output: undefined, error: undefined, cause: undefined };
  return { ...end, output: undefined, error: status.error, cause: status.cause };
}
