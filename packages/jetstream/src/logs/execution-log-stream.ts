import { setTimeout as delay } from 'node:timers/promises';

import { DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';

import { EXECUTION_LOG_STREAM, EXECUTION_LOG_SUBJECTS, executionLogSubject, kvKey } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { storeMessage } from '../snapshots/snapshot-stream.ts';
import { ensureStream } from '../stream/ensure-stream.ts';

/** Logs are kept for a week, and no more than a gibibyte of them. */
const KEPT_MS = 604_800_000;
const KEPT_BYTES = 1_073_741_824;
const DUPLICATE_WINDOW_MS = 120_000;
/** Lines on their way at once: they are stored in the order in which they were sent. */
const IN_FLIGHT_MAX = 64;
/** Lines that wait; more are dropped, for a log must not hold up what it tells of. */
const WAITING_MAX = 10_000;
/** How long an end waits for the lines that are under way. */
const FAREWELL_MS = 1_000;

interface Line {
  readonly group: string;
  readonly id: string;
  readonly text: string;
}

/**
 * Keeps the execution logs of a zone: one subject for each log group, in one stream of the zone's domain. Best
 * effort, as the service's own logs are: a line that can't be stored is dropped, and the number of them is told.
 */
export class ExecutionLogStream implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #onTrouble: (message: string) => void;
  readonly #abort = new AbortController();
  readonly #ready: Promise<void>;
  readonly #waiting: Line[] = [];
  readonly #sending = new Set<Promise<void>>();
  #dropped = 0;

  constructor(options: {
    readonly connection: Connection;
    readonly replicas: number;
    readonly onTrouble: (message: string) => void;
  }) {
    this.#connection = options.connection;
    this.#onTrouble = options.onTrouble;
    this.#ready = this.#prepare(options.replicas);
  }

  /** Takes a line on. `id` is the same whenever the same line is written again: it is stored once. */
  write(group: string, id: string, text: string): void {
    if (this.#waiting.length >= WAITING_MAX) this.#dropped += 1;
    else this.#waiting.push({ group, id, text });
    this.#pump();
  }

  /** Resolves when everything that was taken on is stored or dropped. */
  async settled(): Promise<void> {
    await this.#ready;
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  /** What was taken on is stored, as far as that goes in a moment. */
  async [Symbol.asyncDispose](): Promise<void> {
    const patience = new AbortController();
    const given = delay(FAREWELL_MS, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([this.settled(), given]);
    patience.abort();
    this.#abort.abort();
    await this.#ready;
    await Promise.all(this.#sending);
  }

  async #prepare(replicas: number): Promise<void> {
    const config = {
      name: EXECUTION_LOG_STREAM,
      description: 'Edgestep: logs of executions',
      subjects: [EXECUTION_LOG_SUBJECTS],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos(KEPT_MS),
      max_bytes: KEPT_BYTES,
      num_replicas: replicas,
      duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    };
    try {
      await ensureStream(this.#connection, config, this.#abort.signal);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#onTrouble(`execution logs can't be kept: ${reason(error)}`);
    }
  }

  #pump(): void {
    while (this.#sending.size < IN_FLIGHT_MAX) {
      const line = this.#waiting.shift();
      if (line === undefined) return;
      const sent = this.#send(line).finally(() => {
        this.#sending.delete(sent);
        this.#pump();
      });
      this.#sending.add(sent);
    }
  }

  async #send({ group, id, text }: Line): Promise<void> {
    const { signal } = this.#abort;
    try {
      await this.#ready;
      const subject = executionLogSubject(kvKey(group));
      await storeMessage(this.#connection, subject, new TextEncoder().encode(text), signal, id);
    } catch (error) {
      this.#dropped += 1;
      if (!signal.aborted)
        this.#onTrouble(`${this.#dropped} lines of execution logs were lost: ${reason(error)}`);
    }
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
