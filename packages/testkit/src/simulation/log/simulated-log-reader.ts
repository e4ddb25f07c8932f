import type { LogReader, LogRecord } from '@edgestep/engine';
import { LogCursor } from '@edgestep/jetstream';
import { EdgestepError, type PartitionId } from '@edgestep/shared';

import { askServer, type LogAccess } from './log-access.ts';

/** So many messages come with one answer. */
const MESSAGES_AT_ONCE = 40;
/** Who follows a log looks again after so long, should the word of its growth be lost. */
const LOOK_AGAIN_MS = 1_000;

const NEVER = new AbortController().signal;

/** Reads logs as `JetStreamLogReader` does: every record is checked on its way (E5). */
export class SimulatedLogReader implements LogReader {
  readonly #access: LogAccess;

  constructor(access: LogAccess) {
    this.#access = access;
  }

  async *read(partition: PartitionId, fromSequence: number): AsyncIterable<LogRecord> {
    const stream = this.#access.server.stream(partition);
    const last = await askServer(this.#access, NEVER, () => stream.lastSequence);
    const first = Math.max(1, fromSequence - 1);
    const cursor = new LogCursor(stream.name, first);
    for (let next = first; next <= last;) {
      const messages = await this.#messages(partition, next, NEVER);
      if (messages.length === 0) {
        throw new EdgestepError(
          'log-damaged',
          `${stream.name}: the records from ${next} to ${last} are missing`,
        );
      }
      for (const data of messages) {
        const record = cursor.accept({ sequence: next, data });
        if (next > last) return;
        next += 1;
        if (record.sequence >= fromSequence) yield record;
      }
    }
  }

  async get(partition: PartitionId, sequence: number): Promise<LogRecord | undefined> {
    const stream = this.#access.server.stream(partition);
    const data = await askServer(this.#access, NEVER, () => stream.message(sequence));
    if (data === undefined) return undefined;
    return new LogCursor(stream.name, sequence).accept({ sequence, data });
  }

  async *follow(partition: PartitionId, fromSequence: number, signal: AbortSignal): AsyncIterable<LogRecord> {
    const first = Math.max(1, fromSequence - 1);
    const cursor = new LogCursor(this.#access.server.stream(partition).name, first);
    for (let next = first; !signal.aborted;) {
      const messages = await this.#messages(partition, next, signal);
      if (messages.length === 0) await this.#growth(partition, next, signal);
      for (const data of messages) {
        const record = cursor.accept({ sequence: next, data });
        next += 1;
        if (record.sequence >= fromSequence) yield record;
      }
    }
  }

  #messages(partition: PartitionId, from: number, signal: AbortSignal): Promise<readonly Uint8Array[]> {
    const stream = this.#access.server.stream(partition);
    return askServer(this.#access, signal, () => {
      const found: Uint8Array[] = [];
      for (let sequence = from; sequence < from + MESSAGES_AT_ONCE; sequence += 1) {
        const data = stream.message(sequence);
        if (data === undefined) break;
        found.push(data);
      }
      return found;
    });
  }

  /** Resolves when the log holds `sequence`, or after a while. */
  async #growth(partition: PartitionId, sequence: number, signal: AbortSignal): Promise<void> {
    const { process, network, server, clock } = this.#access;
    const stream = server.stream(partition);
    if (stream.lastSequence >= sequence || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _listener = stream.onGrowth(() => network.send(server.process, process, resolve));
    using _timer = clock.setTimer(LOOK_AGAIN_MS, resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
  }
}
