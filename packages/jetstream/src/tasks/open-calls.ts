import type { Connection } from '../connection/connection.ts';
import { tell } from '../rpc/tell.ts';
import { askInstances } from './ask-instances.ts';
import { HearingClock } from './hearing-clock.ts';
import { cancelMessage, type CallEnd, type OpenCall } from './open-call.ts';

const NOT_WANTED = 'nobody waits for the result any more';
const TICK_MS = 100;
const INSTANCES_WINDOW_MS = 1_000;

/** The end of calls whose caller is disposed of. */
export const CALLER_CLOSED = { kind: 'lost', message: 'the caller was closed' } as const;

export interface OpenCallsOptions {
  readonly connection: Connection;
  readonly onTrouble: (message: string) => void;
  /** A function's workers live, and none has accepted what was sent to them in a batch. */
  readonly onBatchIgnored: (functionKey: string) => void;
}

/**
 * The calls that are out, by their ids, and one timer for all their silences. Whatever ends as not wanted is
 * cancelled where it is held, as far as that is known.
 */
export class OpenCalls {
  readonly #options: OpenCallsOptions;
  readonly #calls = new Map<string, OpenCall>();
  readonly #clock = new HearingClock();
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: OpenCallsOptions) {
    this.#options = options;
  }

  get nowMs(): number {
    return this.#clock.nowMs;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  nextId(): string {
    this.#lastId += 1;
    return this.#lastId.toString(36);
  }

  get(id: string): OpenCall | undefined {
    return this.#calls.get(id);
  }

  /** The call goes out now. */
  open(id: string, call: OpenCall): void {
    call.sent(id, this.#clock.nowMs);
    this.#calls.set(id, call);
    if (this.#timer !== undefined) return;
    this.#clock.tick(false);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** What every call calls at its end. */
  readonly onEnd = (call: OpenCall, end: CallEnd): void => {
    if (call.id === '') return;
    this.#calls.delete(call.id);
    if (end.kind === 'cancelled' || end.kind === 'lost') this.cancel(call.cancelSubject, [call.id]);
  };

  /** C2. One that gets lost is sent again for the worker's next message. */
  cancel(subject: string | undefined, ids: readonly string[]): void {
    if (subject !== undefined) tell(this.#options.connection, subject, cancelMessage(NOT_WANTED, ids));
  }

  /** The connection was cut. */
  cut(): void {
    for (const call of [...this.#calls.values()]) call.cut();
  }

  /** Ends all calls. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const call of [...this.#calls.values()]) call.end(CALLER_CLOSED);
  }

  /** What is thrown here must end neither the connection's read loop nor the process. */
  guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.#options.onTrouble(`calls of functions: ${error instanceof Error ? error.message : String(error)}`);
  }

  #tick(): void {
    if (this.#calls.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#clock.tick(this.#options.connection.isConnected);
    const { nowMs } = this.#clock;
    const unaccounted: OpenCall[] = [];
    for (const call of [...this.#calls.values()]) {
      this.guarded(() => call.tick(nowMs));
      if (call.isUnaccounted(nowMs)) unaccounted.push(call);
    }
    for (const [functionKey, calls] of Map.groupBy(unaccounted, (call) => call.functionKey)) {
      this.#accountFor(functionKey, calls).catch((error: unknown) => this.#report(error));
    }
  }

  /**
   * Calls that nobody has accepted. When every service of the name is a worker of the SDK, the one that had them died
   * before it could say so; otherwise somebody may be at work, who does not tell. A batch is with a worker, or nowhere.
   */
  async #accountFor(functionKey: string, calls: readonly OpenCall[]): Promise<void> {
    const instances = await askInstances(this.#options.connection, functionKey, INSTANCES_WINDOW_MS);
    if (instances.length === 0) return;
    const isWithWorkers = instances.every(({ isWorker }) => isWorker);
    for (const call of calls) {
      if (call.isAccepted || call.isEnded || (call.way === 'single' && !isWithWorkers)) continue;
      if (call.way === 'batch') this.#options.onBatchIgnored(functionKey);
      call.end({ kind: 'lost', message: 'no worker has accepted the task' });
    }
  }
}
