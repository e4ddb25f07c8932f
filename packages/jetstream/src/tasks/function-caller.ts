import { parseWorkerProgress } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { isNoResponders, ReplyInbox } from '../connection/reply-inbox.ts';
import type { FunctionCall, FunctionCallOutcome } from './function-call.ts';
import { cancelMessage, OpenCall, type CallEnd } from './open-call.ts';
import { parseServiceAnswer } from './service-answer.ts';
import { ServiceRoutes } from './service-routes.ts';
import { taskHeaders } from './task-headers.ts';

const NOT_WANTED = 'nobody waits for the result any more';

/** Has functions called by the micro services of the zone's bus: see `worker-protocol.ts` (shared) for the protocol. */
export class FunctionCaller implements Disposable {
  readonly #connection: Connection;
  readonly #routes: ServiceRoutes;
  readonly #inbox: ReplyInbox;
  readonly #calls = new Map<string, OpenCall>();
  readonly #stopListening: readonly (() => void)[];
  #lastId = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#routes = new ServiceRoutes(connection);
    this.#inbox = new ReplyInbox(connection, (token, message) => this.#arrive(token, message));
    this.#stopListening = [
      connection.onCut(() => this.#each((call) => call.cut())),
      connection.onBack(() => this.#each((call) => call.back())),
    ];
  }

  /** Makes one attempt. Never rejects. Waits for the connection while it is cut. */
  async call(call: FunctionCall): Promise<FunctionCallOutcome> {
    await this.#connection.untilConnected(call.signal).catch(() => undefined);
    if (call.signal.aborted) return { kind: 'cancelled' };
    const first = this.#routes.first(call.functionName);
    if (first === undefined) return noWorker(`${call.functionName} cannot be the name of a service`);
    const end = await this.#send(call, first);
    if (end.kind !== 'no-responders') return end;
    const next = await this.#routes.next(call.functionName, first, call.signal);
    if (call.signal.aborted) return { kind: 'cancelled' };
    const last: CallEnd = next === undefined ? end : await this.#send(call, next);
    return last.kind === 'no-responders' ? noWorker(`no worker serves ${call.functionName}`) : last;
  }

  /** Ends all calls as lost. */
  [Symbol.dispose](): void {
    for (const stop of this.#stopListening) stop();
    this.#each((call) => call.end({ kind: 'lost', message: 'the caller was closed' }));
    this.#inbox[Symbol.dispose]();
  }

  async #send(call: FunctionCall, subject: string): Promise<CallEnd> {
    const id = String((this.#lastId += 1));
    const open = new OpenCall(call);
    this.#calls.set(id, open);
    try {
      this.#connection.nats.publish(subject, JSON.stringify(call.payload), {
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

  #arrive(token: string, message: Msg): void {
    const [id = '', kind] = token.split('.');
    const call = this.#calls.get(id);
    if (kind === 'progress') return this.#onProgress(call, message);
    if (call === undefined) return;
    if (isNoResponders(message)) return call.end({ kind: 'no-responders' });
    const answer = parseServiceAnswer(message);
    call.end(answer.kind === 'refused' ? noWorker(`the worker is ${answer.message}`) : answer);
  }

  #onProgress(call: OpenCall | undefined, message: Msg): void {
    const cancelSubject = message.reply || undefined;
    if (call === undefined) return this.#cancel(cancelSubject);
    const progress = parseWorkerProgress(message.string());
    if (progress !== undefined) call.progress(progress, cancelSubject);
  }

  #cancel(subject: string | undefined): void {
    if (subject === undefined || !this.#connection.isConnected) return;
    this.#connection.nats.publish(subject, cancelMessage(NOT_WANTED));
  }

  #each(action: (call: OpenCall) => void): void {
    for (const call of [...this.#calls.values()]) action(call);
  }
}

function noWorker(message: string): FunctionCallOutcome {
  return { kind: 'no-worker', message };
}
