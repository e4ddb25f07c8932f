import { createInbox } from '@nats-io/nats-core';

import { EdgestepError } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { serve } from '../rpc/serve.ts';
import { encodeMessage, parseHandOver, type ActivityTask, type HandOverAnswer } from './activity-messages.ts';

/** Who a task is to be handed to. */
export interface ReservedPoller {
  take(task: ActivityTask): void;
  /** There will be no task for it: it waits on. */
  release(): void;
}

/** A poller that an owner has been promised. */
export interface Reservation {
  /** Where its task is handed over. */
  readonly handOver: string;
  /** The poller waits no more. */
  cancel(): void;
}

/** An owner that has not handed over by then is gone: the poller is free again. Claiming a task is an append. */
const RESERVATION_MS = 5_000;

/** Longer than any owner repeats a hand-over whose answer it did not get. */
const TAKEN_KEPT_MS = 60_000;

/** The pollers of a node that are promised to owners, and the subjects on which those hand over. */
export class Reservations implements AsyncDisposable {
  readonly #inbox = createInbox();
  readonly #served: AsyncDisposable;
  readonly #open = new Map<string, { readonly poller: ReservedPoller; readonly timer: NodeJS.Timeout }>();
  /** When each reservation got its task, oldest first. */
  readonly #taken = new Map<string, number>();
  #made = 0;

  constructor(connection: Connection, onTrouble: (message: string) => void) {
    this.#served = serve(connection, {
      subject: `${this.#inbox}.*`,
      onFault: (fault) => onTrouble(`a hand-over: ${fault instanceof Error ? fault.message : String(fault)}`),
      handler: async (bytes, _signal, subject) => encodeMessage(this.#handOver(subject, bytes)),
    });
  }

  make(poller: ReservedPoller): Reservation {
    this.#made += 1;
    const handOver = `${this.#inbox}.${this.#made.toString(36)}`;
    const timer = setTimeout(() => this.#end(handOver)?.release(), RESERVATION_MS);
    this.#open.set(handOver, { poller, timer });
    return { handOver, cancel: () => void this.#end(handOver) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const handOver of [...this.#open.keys()]) this.#end(handOver);
    await this.#served[Symbol.asyncDispose]();
  }

  #handOver(handOver: string, bytes: Uint8Array): HandOverAnswer {
    if (this.#taken.has(handOver)) return { kind: 'taken' };
    const message = parseHandOver(bytes);
    if (message === undefined) throw new EdgestepError('internal', 'this is not a task that is handed over');
    const poller = this.#end(handOver);
    if (poller === undefined) return { kind: 'gone' };
    if (message.kind === 'withdrawn') {
      poller.release();
      return { kind: 'gone' };
    }
    this.#rememberTaken(handOver);
    poller.take({ taskToken: message.taskToken, input: message.input });
    return { kind: 'taken' };
  }

  #end(handOver: string): ReservedPoller | undefined {
    const open = this.#open.get(handOver);
    clearTimeout(open?.timer);
    this.#open.delete(handOver);
    return open?.poller;
  }

  #rememberTaken(handOver: string): void {
    const now = performance.now();
    for (const [former, takenAt] of this.#taken) {
      if (now - takenAt < TAKEN_KEPT_MS) break;
      this.#taken.delete(former);
    }
    this.#taken.set(handOver, now);
  }
}
