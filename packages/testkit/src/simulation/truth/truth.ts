import type { LogRecord } from '@edgestep/engine';
import { partitionOf, type ExecutionEvent, type PartitionId } from '@edgestep/shared';

import type { SimulatedLogServer } from '../log/simulated-log-server.ts';

const ENDS: ReadonlySet<ExecutionEvent['kind']> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
]);

/** An event and the record that holds it. */
export interface PlacedEvent {
  readonly sequence: number;
  readonly event: ExecutionEvent;
}

/** What the logs of the zone really hold, whoever believes what. */
export class Truth {
  readonly #server: SimulatedLogServer;
  readonly #events = new Map<string, PlacedEvent[]>();
  readonly #everStored = new Map<string, PlacedEvent[]>();
  readonly #lost = new Set<string>();

  constructor(server: SimulatedLogServer) {
    this.#server = server;
    for (const stream of server.streams) {
      stream.onGrowth(() => {
        const record = stream.recordAt(stream.lastSequence);
        if (record === undefined) return;
        note(this.#events, record);
        note(this.#everStored, record);
      });
    }
  }

  get partitions(): readonly PartitionId[] {
    return this.#server.streams.map(({ partition }) => partition);
  }

  partitionOf(executionArn: string): PartitionId {
    return partitionOf(executionArn, this.#server.streams.length);
  }

  records(partition: PartitionId): readonly LogRecord[] {
    return this.#server.stream(partition).records;
  }

  recordAt(partition: PartitionId, sequence: number): LogRecord | undefined {
    return this.#server.stream(partition).recordAt(sequence);
  }

  lastSequence(partition: PartitionId): number {
    return this.#server.stream(partition).lastSequence;
  }

  get executions(): Iterable<string> {
    return this.#events.keys();
  }

  /** How many events all logs hold. */
  get eventCount(): number {
    return this.#events.values().reduce((sum, events) => sum + events.length, 0);
  }

  /** Whether every execution that the logs hold has ended, whatever owners believe that have not seen a loss yet. */
  get isAllEnded(): boolean {
    return this.#events.values().every((events) => {
      const last = events.at(-1)?.event;
      return last !== undefined && ENDS.has(last.kind);
    });
  }

  /** The events of an execution as they are in the log, oldest first. */
  eventsOf(executionArn: string): readonly PlacedEvent[] {
    return this.#events.get(executionArn) ?? [];
  }

  /** The same, and what was stored once and lost since: what was durable as far as anybody could know. */
  everStored(executionArn: string): readonly PlacedEvent[] {
    return this.#everStored.get(executionArn) ?? [];
  }

  /** Whether records with events of the execution were lost although they were acknowledged (durability `relaxed`). */
  hasLost(executionArn: string): boolean {
    return this.#lost.has(executionArn);
  }

  /** To be called when a stream has lost records. */
  noteLoss(partition: PartitionId): void {
    for (const { entries } of this.#server.stream(partition).lostRecords) {
      for (const { executionArn } of entries) this.#lost.add(executionArn);
    }
    for (const executionArn of this.#events.keys()) {
      if (this.partitionOf(executionArn) === partition) this.#events.delete(executionArn);
    }
    for (const record of this.records(partition)) note(this.#events, record);
  }
}

function note(index: Map<string, PlacedEvent[]>, { sequence, entries }: LogRecord): void {
  for (const { executionArn, events } of entries) {
    const known = index.get(executionArn);
    const placed = events.map((event) => ({ sequence, event }));
    if (known === undefined) index.set(executionArn, placed);
    else known.push(...placed);
  }
}
