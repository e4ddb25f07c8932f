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
   * the node that ran it is gone: it may then run again (Express: at least once).
   */
  run(start: StartExecution, signal: AbortSignal): Promise<ClosedExecution | undefined>;
  stop(executionArn: string): Promise<void>;
}

/** Express executions end after five minutes at the latest. */
const RUN_TIMEOUT_MS = 330_000;
const STOP_TIMEOUT_MS = 15_000;
const RESULTS_KEPT_MAX = 1_000;

export interface ExpressChildrenOptions {
  readonly connection: Connection;
  readonly partitions: number;
  readonly owns: (partition: PartitionId) => boolean;
  readonly local: LocalExpressChildren;
}

export function createExpressChildren(options: ExpressChildrenOptions): ExpressChildren {
  const ask = async (command: StartExecution | StopExecution, timeoutMs: number, signal?: AbortSignal) => {
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
    async run(start, signal) {
      if (isHere(start.executionArn)) return options.local.run(start, signal);
      const bytes = await ask(start, RUN_TIMEOUT_MS, signal);
      return bytes === undefined ? undefined : decode<ClosedExecution>(bytes);
    },
    async stop(executionArn) {
      const command: StopExecution = { kind: 'StopExecution', executionArn };
      if (isHere(executionArn)) await options.local.stop(command);
      else await ask(command, STOP_TIMEOUT_MS);
    },
  };
}

/** The Express children that run on this node. One that is asked for again is not run again while it is remembered. */
export class LocalExpressChildren {
  readonly #host: () => ExpressHost;
  readonly #known = new Map<string, Promise<ClosedExecution>>();

  constructor(host: () => ExpressHost) {
    this.#host = host;
  }

  async run(start: StartExecution, signal: AbortSignal): Promise<ClosedExecution | undefined> {
    const { executionArn } = start;
    let running = this.#known.get(executionArn);
    if (running === undefined) {
      running = this.#host().run(start, AbortSignal.timeout(RUN_TIMEOUT_MS));
      this.#known.set(executionArn, running);
      running.catch(() => this.#known.delete(executionArn));
      const [oldest] = this.#known.keys();
      if (this.#known.size > RESULTS_KEPT_MAX && oldest !== undefined) this.#known.delete(oldest);
    }
    const { promise, resolve } = Promise.withResolvers<undefined>();
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
    return signal.aborted ? undefined : Promise.race([running, promise]);
  }

  stop(command: StopExecution): Promise<void> {
    return this.#host().stop(command);
  }

  /** Serves other nodes of the zone, for a partition that this node owns. */
  serve(connection: Connection, partition: PartitionId): AsyncDisposable {
    return serve(connection, {
      subject: partitionExpressSubject(partition),
      handler: async (bytes, signal) => {
        const command = decode<StartExecution | StopExecution>(bytes);
        if (command.kind === 'StartExecution') {
          const closed = await this.run(command, signal);
          if (closed === undefined) throw new EdgestepError('partition-not-owned', 'This node ends.');
          return new TextEncoder().encode(JSON.stringify(closed));
        }
        await this.stop(command);
        return new Uint8Array();
      },
    });
  }
}
