import { functionSubject, kvKey, parseWorkerProgress } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { ReplyInbox } from '../connection/reply-inbox.ts';
import { subjectFault } from '../rpc/subject-fault.ts';
import { tell } from '../rpc/tell.ts';
import { askInstances } from './ask-instances.ts';
import type { FunctionCall, FunctionCallOutcome } from './function-call.ts';
import { HearingClock } from './hearing-clock.ts';
import { cancelMessage, OpenCall, type CallEnd } from './open-call.ts';
import { functionError, parseServiceAnswer } from './service-answer.ts';
import { ServiceRoutes } from './service-routes.ts';
import { taskHeaders } from './task-headers.ts';

const NOT_WANTED = 'nobody waits for the result any more';
const TICK_MS = 100;
const INSTANCES_WINDOW_MS = 1_000;

/** Headers count against the server's `max_payload` as well. */
const HEADROOM_BYTES = 4_096;

/**
 * Has functions called by the micro services of the zone's bus: see `worker-protocol.ts` (shared) for the protocol.
 *
 * - C1 One subscription for everything that comes back, and one timer for all silences: a call costs one request.
 * - C2 Whatever tells of a task that is not open any more is answered with a cancel: no worker works for nobody.
 * - C3 `no-worker` is said only when the server said so: a cut, or a worker that is full, is `lost`.
 */
export class FunctionCaller implements Disposable {
  readonly #connection: Connection;
  readonly #onTrouble: (message: string) => void;
  readonly #routes: ServiceRoutes;
  readonly #inbox: ReplyInbox;
  readonly #calls = new Map<string, OpenCall>();
  readonly #clock = new HearingClock();
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  /** `onTrouble` hears of messages of workers that make no sense, for the log; it must not throw. */
  constructor(connection: Connection, onTrouble: (message: string) => void = () => {}) {
    this.#connection = connection;
    this.#onTrouble = onTrouble;
    this.#routes = new ServiceRoutes(connection);
    this.#inbox = new ReplyInbox(connection, (token, message) =>
      this.#guarded(() => this.#arrive(token, message)),
    );
    this.#stopListening = connection.onCut(() => this.#each((call) => call.cut()));
  }

  /** Makes one attempt. Never rejects. Waits for the connection while it is cut. */
  async call(call: FunctionCall): Promise<FunctionCallOutcome> {
    if (!this.#connection.isConnected) {
      await this.#connection.untilConnected(call.signal).catch(() => undefined);
    }
    if (call.signal.aborted) return { kind: 'cancelled' };
    const name = kvKey(call.functionName);
    const direct = functionSubject(name);
    if (subjectFault(direct) !== undefined) return noWorker(call);
    const body = Buffer.from(JSON.stringify(call.payload));
    const known = this.#routes.known(name);
    if (known?.kind === 'nobody') return noWorker(call);
    if (known !== undefined) {
      const end = await this.#send(call, known.subject, body);
      if (end.kind !== 'no-responders') return end;
      this.#routes.forget(name);
    }
    const end = await this.#send(call, direct, body);
    return end.kind === 'no-responders' ? this.#callElsewhere(call, name, body) : end;
  }

  /** Nobody listens on the subject of the convention. */
  async #callElsewhere(call: FunctionCall, name: string, body: Uint8Array): Promise<FunctionCallOutcome> {
    const route = await this.#routes.discover(name);
    if (call.signal.aborted) return { kind: 'cancelled' };
    if (route === undefined) return { kind: 'lost', message: 'the connection was cut' };
    if (route.kind === 'nobody') return noWorker(call);
    const end = await this.#send(call, route.subject, body);
    if (end.kind !== 'no-responders') return end;
    this.#routes.forget(name);
    return noWorker(call);
  }

  /** Ends all calls as lost. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#stopListening();
    this.#each((call) => call.end({ kind: 'lost', message: 'the caller was closed' }));
    this.#inbox[Symbol.dispose]();
  }

  async #send(call: FunctionCall, subject: string, body: Uint8Array): Promise<CallEnd> {
    const fault = this.#faultOf(call, body);
    if (fault !== undefined) return fault;
    const id = (this.#lastId += 1).toString(36);
    const open = new OpenCall(call, this.#clock.nowMs);
    this.#calls.set(id, open);
    this.#startTicking();
    try {
      this.#connection.nats.publish(subject, body, {
        reply: this.#inbox.subject(`${id}.answer`),
        headers: taskHeaders(call.about, this.#inbox.subject(`${id}.progress`)),
      });
    } catch (error) {
      open.end({ kind: 'lost', message: error instanceof Error ? error.message : String(error) });
    }
    const end = await open.ended;
    this.#calls.delete(id);
    if (end.kind === 'cancelled' || end.kind === 'lost') this.#cancel(open.cancelSubject);
    return end;
  }

  /** Why nothing can be sent. */
  #faultOf(call: FunctionCall, body: Uint8Array): CallEnd | undefined {
    if (call.signal.aborted) return { kind: 'cancelled' };
    if (this.#isClosed) return { kind: 'lost', message: 'the caller was closed' };
    const { isConnected, maxPayloadBytes } = this.#connection;
    if (!isConnected) return { kind: 'lost', message: 'the connection was cut' };
    const bytesMax = maxPayloadBytes - HEADROOM_BYTES;
    if (body.length <= bytesMax) return undefined;
    const message = `The payload of ${body.length} bytes is too large: a message on this server has room for ${bytesMax}.`;
    return functionError('States.DataLimitExceeded', message);
  }

  /** What is thrown here must end neither the connection's read loop nor the process. */
  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.#onTrouble(`calls of functions: ${error instanceof Error ? error.message : String(error)}`);
  }

  #arrive(token: string, message: Msg): void {
    const dot = token.indexOf('.');
    const call = this.#calls.get(token.slice(0, dot));
    if (token.endsWith('.progress')) return this.#onProgress(call, message);
    if (call === undefined) return;
    const answer = parseServiceAnswer(message);
    call.end(
      answer.kind === 'refused' ? { kind: 'lost', message: `the worker is ${answer.message}` } : answer,
    );
  }

  #onProgress(call: OpenCall | undefined, message: Msg): void {
    const cancelSubject = message.reply === '' ? undefined : message.reply;
    if (call === undefined) return this.#cancel(cancelSubject);
    const progress = parseWorkerProgress(message.string());
    if (progress !== undefined) call.progress(progress, cancelSubject, this.#clock.nowMs);
  }

  /** C2. One that gets lost is sent again for the worker's next message. */
  #cancel(subject: string | undefined): void {
    if (subject !== undefined) tell(this.#connection, subject, cancelMessage(NOT_WANTED));
  }

  #startTicking(): void {
    if (this.#timer !== undefined) return;
    this.#clock.tick(false);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    if (this.#calls.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#clock.tick(this.#connection.isConnected);
    const { nowMs } = this.#clock;
    this.#each((call) => this.#guarded(() => call.tick(nowMs)));
    const unaccounted = [...this.#calls.values()].filter((call) => call.isUnaccounted(nowMs));
    for (const [name, calls] of Map.groupBy(unaccounted, ({ functionName }) => functionName)) {
      this.#accountFor(name, calls).catch((error: unknown) => this.#report(error));
    }
  }

  /**
   * Calls that nobody has accepted. When every service of the name is a worker of the SDK, the one that had them died
   * before it could say so; otherwise somebody may be at work, who does not tell.
   */
  async #accountFor(functionName: string, calls: readonly OpenCall[]): Promise<void> {
    const instances = await askInstances(this.#connection, kvKey(functionName), INSTANCES_WINDOW_MS);
    if (instances.length === 0 || !instances.every(({ isWorker }) => isWorker)) return;
    for (const call of calls) {
      if (!call.isAccepted) call.end({ kind: 'lost', message: 'no worker has accepted the task' });
    }
  }

  #each(action: (call: OpenCall) => void): void {
    for (const call of [...this.#calls.values()]) action(call);
  }
}

function noWorker({ functionName }: FunctionCall): FunctionCallOutcome {
  return { kind: 'no-worker', message: `no worker serves ${functionName}` };
}
