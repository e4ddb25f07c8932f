import type { ClosedExecution } from '@edgestep/engine';
import { request, serve, type Connection } from '@edgestep/jetstream';
import {
  EdgestepError,
  partitionExpressSubject,
  partitionOf,
  type PartitionId,
  type StartExecution,
  type StopExecution,
} from '@edgestep/shared';

import type { ExpressHost } from '../express/express-host.ts';
import { decode } from '../partitions/remote-partitions.ts';

/** Express children of distributed Maps. They live in the memory of the node that owns their partition. */
export interface ExpressChildren {
  /**
   * Runs a child where its ARN belongs and answers how it ended; undefined when `signal` was aborted. Rejects when
   * the node that ran it is gone: it may then run again (Express: at least once). For another `attempt` of its Map
   * Run it always runs again.
   */
  run(start: StartExecution, attempt: number, signal: AbortSignal): Promise<ClosedExecution | undefined>;
  stop(executionArn: string): Promise<void>;
}

/** Express executions end after five minutes at the latest. */
const RUN_TIMEOUT_MS = 330_000;
const STOP_TIMEOUT_MS = 15_000;
const RESULTS_KEPT_MAX = 1_000;

/** What one node asks another to run. */
interface ChildAttempt extends StartExecution {
  readonly attempt: number;
}

export interface ExpressChildrenOptions {
  readonly connection: Connection;
  readonly partitions: number;
  readonly owns: (partition: PartitionId) => boolean;
  readonly local: LocalExpressChildren;
}

export function createExpressChildren(options: ExpressChildrenOptions): ExpressChildren {
  const ask = async (command: ChildAttempt | StopExecution, timeoutMs: number, signal?: AbortSignal) => {
    const partition = partitionOf(command.executionArn, options.partitions);
    const bytes = new TextEncoder().encode(JSON.stringify(command));
    const asked = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
    const answer = await request(options.connection, partitionExpressSubject(partition), bytes, asked);
    if (answer.kind === 'answered') return answer.bytes;
    if (signal?.aborted === true) return undefined;
    throw new EdgestepError(
      'connection-lost',
      `The owner of partition ${partition} did not answer for ${command.executionArn}: ${answer.kind}`,
    );
  };
  const isHere = (executionArn: string) => options.owns(partitionOf(executionArn, options.partitions));

  return {
    async run(start, attempt, signal) {
      if (isHere(start.executionArn)) return options.local.run(start, attempt, signal);
      const bytes = await ask({ ...start, attempt }, RUN_TIMEOUT_MS, signal);
      return bytes === undefined ? undefined : decode<ClosedExecution>(bytes);
    },
    async stop(executionArn) {
      const command: StopExecution = { kind: 'StopExecution', executionArn };
      if (isHere(executionArn)) await options.local.stop(command);
      else await ask(command, STOP_TIMEOUT_MS);
    },
  };
}

interface KnownChild {
  readonly attempt: number;
  readonly running: Promise<ClosedExecution>;
}

/** The Express children that run on this node. One that is asked for again is not run again while it is remembered. */
export class LocalExpressChildren {
  readonly #host: () => ExpressHost;
  readonly #known = new Map<string, KnownChild>();

  constructor(host: () => ExpressHost) {
    this.#host = host;
  }

  async run(
    start: StartExecution,
    attempt: number,
    signal: AbortSignal,
  ): Promise<ClosedExecution | undefined> {
    const known = this.#known.get(start.executionArn);
    const running =
      known !== undefined && known.attempt >= attempt ? known.running : this.#begin(start, attempt, known);
    if (signal.aborted) return undefined;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const giveUp = () => resolve(undefined);
    signal.addEventListener('abort', giveUp, { once: true });
    // The signal may be the node's own: what listened to it for a child must not stay.
    return Promise.race([running, promise]).finally(() => signal.removeEventListener('abort', giveUp));
  }

  #begin(start: StartExecution, attempt: number, former: KnownChild | undefined): Promise<ClosedExecution> {
    const { executionArn } = start;
    const running = this.#after(former, start);
    const child: KnownChild = { attempt, running };
    this.#known.delete(executionArn);
    this.#known.set(executionArn, child);
    running.catch(() => {
      if (this.#known.get(executionArn) === child) this.#known.delete(executionArn);
    });
    const [oldest] = this.#known.keys();
    if (this.#known.size > RESULTS_KEPT_MAX && oldest !== undefined) this.#known.delete(oldest);
    return running;
  }

  /** An earlier attempt that is not over yet bears the same ARN. */
  async #after(former: KnownChild | undefined, start: StartExecution): Promise<ClosedExecution> {
    await Promise.allSettled([former?.running]);
    return this.#host().run(start, AbortSignal.timeout(RUN_TIMEOUT_MS));
  }

  stop(command: StopExecution): Promise<void> {
    return this.#host().stop(command);
  }

  /** Serves other nodes of the zone, for a partition that this node owns. */
  serve(connection: Connection, partition: PartitionId): AsyncDisposable {
    return serve(connection, {
      subject: partitionExpressSubject(partition),
      handler: async (bytes, signal) => {
        const command = decode<ChildAttempt | StopExecution>(bytes);
        if (command.kind === 'StartExecution') {
          const { attempt, ...start } = command;
          const closed = await this.run(start, attempt, signal);
          if (closed === undefined) throw new EdgestepError('partition-not-owned', 'This node ends.');
          return new TextEncoder().encode(JSON.stringify(closed));
        }
        await this.stop(command);
        return new Uint8Array();
      },
    });
  }
}
