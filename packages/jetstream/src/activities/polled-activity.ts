import { activityOfferSubject, activityWantedSubject, kvKey } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { serve } from '../rpc/serve.ts';
import { tell } from '../rpc/tell.ts';
import { encodeMessage, POLLERS_QUEUE, type ActivityTask, type OfferAnswer } from './activity-messages.ts';
import type { Reservation, Reservations } from './reservations.ts';

export interface PollingOptions {
  readonly connection: Connection;
  readonly reservations: Reservations;
  readonly onTrouble: (message: string) => void;
}

interface Poller {
  readonly workerName: string | undefined;
  readonly end: (task: ActivityTask | undefined) => void;
  /** While an owner has been promised this poller. */
  reservation: Reservation | undefined;
  /** Its time is over: it waits for the task that it was promised, and for no other. */
  isLate: boolean;
}

/**
 * The pollers of one activity on this node, in the order in which they came. The node listens for offers exactly while
 * one of them is free, so that the server sends offers to nodes that can use them.
 */
export class PolledActivity {
  readonly #options: PollingOptions;
  readonly #key: string;
  readonly #pollers = new Set<Poller>();
  #listening: AsyncDisposable | undefined;

  constructor(options: PollingOptions, activityName: string) {
    this.#options = options;
    this.#key = kvKey(activityName);
  }

  get isIdle(): boolean {
    return this.#pollers.size === 0;
  }

  /** See `ActivityPollers.poll`. */
  async poll(
    workerName: string | undefined,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<ActivityTask | undefined> {
    if (signal.aborted) return undefined;
    const { promise, resolve } = Promise.withResolvers<ActivityTask | undefined>();
    const poller: Poller = { workerName, end: resolve, reservation: undefined, isLate: false };
    const giveUp = () => this.#end(poller, undefined);
    const timer = setTimeout(() => this.#timeOut(poller), timeoutMs);
    signal.addEventListener('abort', giveUp);
    this.#pollers.add(poller);
    this.announce();
    const task = await promise;
    signal.removeEventListener('abort', giveUp);
    clearTimeout(timer);
    return task;
  }

  /** Tells owners that somebody waits here, if somebody does. */
  announce(): void {
    this.#listenWhileFree();
    if (this.#firstFree() !== undefined) tell(this.#options.connection, activityWantedSubject(this.#key));
  }

  /** Ends all polls, without a task. */
  close(): void {
    for (const poller of [...this.#pollers]) this.#end(poller, undefined);
  }

  #answerOffer(): OfferAnswer {
    const poller = this.#firstFree();
    if (poller === undefined) return { kind: 'nobody' };
    poller.reservation = this.#options.reservations.make({
      take: (task) => this.#end(poller, task),
      release: () => this.#release(poller),
    });
    this.#listenWhileFree();
    const { workerName } = poller;
    const { handOver } = poller.reservation;
    return { kind: 'accepted', handOver, ...(workerName === undefined ? {} : { workerName }) };
  }

  #release(poller: Poller): void {
    poller.reservation = undefined;
    if (poller.isLate) this.#end(poller, undefined);
    else this.announce();
  }

  #timeOut(poller: Poller): void {
    poller.isLate = true;
    if (poller.reservation === undefined) this.#end(poller, undefined);
  }

  #end(poller: Poller, task: ActivityTask | undefined): void {
    if (!this.#pollers.delete(poller)) return;
    poller.reservation?.cancel();
    poller.end(task);
    this.#listenWhileFree();
  }

  #firstFree(): Poller | undefined {
    for (const poller of this.#pollers) if (poller.reservation === undefined) return poller;
    return undefined;
  }

  #listenWhileFree(): void {
    const isWanted = this.#firstFree() !== undefined;
    if (isWanted === (this.#listening !== undefined)) return;
    const former = this.#listening;
    this.#listening = isWanted ? this.#listen() : undefined;
    former?.[Symbol.asyncDispose]().then(undefined, (fault: unknown) => this.#report(fault));
  }

  #listen(): AsyncDisposable | undefined {
    try {
      return serve(this.#options.connection, {
        subject: activityOfferSubject(this.#key),
        queue: POLLERS_QUEUE,
        onFault: (fault) => this.#report(fault),
        handler: async () => encodeMessage(this.#answerOffer()),
      });
    } catch (fault) {
      // The connection is being closed: the polls end with their time.
      this.#report(fault);
      return undefined;
    }
  }

  #report(fault: unknown): void {
    const why = fault instanceof Error ? fault.message : String(fault);
    this.#options.onTrouble(`offers of an activity cannot be heard: ${why}`);
  }
}
