import { functionSubject, kvKey, parseWorkerProgress, TASK_BATCH_VERSION } from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { ReplyInbox } from '../connection/reply-inbox.ts';
import { subjectFault } from '../rpc/subject-fault.ts';
import { BatchCalls } from './batch-calls.ts';
import type { FunctionCall, FunctionCallOutcome } from './function-call.ts';
import { OpenCall, type CallEnd } from './open-call.ts';
import { CALLER_CLOSED, OpenCalls } from './open-calls.ts';
import { parseServiceAnswer, payloadTooLarge } from './service-answer.ts';
import { ServiceRoutes } from './service-routes.ts';
import { taskHeaders } from './task-headers.ts';

/** Headers count against the server's `max_payload` as well. */
const HEADROOM_BYTES = 4_096;

/**
 * Has functions called by the micro services of the zone's bus: see `worker-protocol.ts` (shared) for the protocol.
 * A function is called by single requests until a worker says that it takes batches; then the calls of one turn of
 * the event loop go out together (`BatchCalls`). What is handed out again goes the single way, which all services of
 * the name listen to.
 *
 * - C1 One subscription for everything that comes back, and one timer for all silences: a call costs one request.
 * - C2 Whatever tells of a task that is not open any more is answered with a cancel: no worker works for nobody.
 * - C3 `no-worker` is said only when the server said so: a cut, or a worker that is full, is `lost`.
 */
export class FunctionCaller implements Disposable {
  readonly #connection: Connection;
  readonly #routes: ServiceRoutes;
  readonly #inbox: ReplyInbox;
  readonly #calls: OpenCalls;
  readonly #batches: BatchCalls;
  readonly #stopListening: () => void;

  /** `onTrouble` hears of messages of workers that make no sense, for the log; it must not throw. */
  constructor(connection: Connection, onTrouble: (message: string) => void = () => {}) {
    this.#connection = connection;
    this.#routes = new ServiceRoutes(connection);
    this.#calls = new OpenCalls({
      connection,
      onTrouble,
      onBatchIgnored: (functionKey) => this.#batches.routes.forget(functionKey),
    });
    this.#inbox = new ReplyInbox(connection, (token, message) =>
      this.#calls.guarded(() => this.#arrive(token, message)),
    );
    this.#batches = new BatchCalls(connection, this.#inbox, this.#calls);
    this.#stopListening = connection.onCut(() => this.#calls.cut());
  }

  /** Makes one attempt. Never rejects. Waits for the connection while it is cut. */
  async call(call: FunctionCall): Promise<FunctionCallOutcome> {
    if (!this.#connection.isConnected) {
      await this.#connection.untilConnected(call.signal).catch(() => undefined);
    }
    if (call.signal.aborted) return { kind: 'cancelled' };
    const name = kvKey(call.functionName);
    if (call.about.attempt === 0 && this.#batches.routes.has(name)) {
      const end = await this.#batches.call(call, name);
      if (end.kind !== 'no-responders') return end;
      this.#batches.routes.forget(name);
    }
    return this.#callSingly(call, name);
  }

  async #callSingly(call: FunctionCall, name: string): Promise<FunctionCallOutcome> {
    const direct = functionSubject(name);
    if (subjectFault(direct) !== undefined) return noWorker(call);
    const body = Buffer.from(JSON.stringify(call.payload));
    const known = this.#routes.known(name);
    if (known?.kind === 'nobody') return noWorker(call);
    if (known !== undefined) {
      const end = await this.#send(call, name, known.subject, body);
      if (end.kind !== 'no-responders') return end;
      this.#routes.forget(name);
    }
    const end = await this.#send(call, name, direct, body);
    return end.kind === 'no-responders' ? this.#callElsewhere(call, name, body) : end;
  }

  /** Nobody listens on the subject of the convention. */
  async #callElsewhere(call: FunctionCall, name: string, body: Uint8Array): Promise<FunctionCallOutcome> {
    const route = await this.#routes.discover(name);
    if (call.signal.aborted) return { kind: 'cancelled' };
    if (route === undefined) return { kind: 'lost', message: 'the connection was cut' };
    if (route.kind === 'nobody') return noWorker(call);
    const end = await this.#send(call, name, route.subject, body);
    if (end.kind !== 'no-responders') return end;
    this.#routes.forget(name);
    return noWorker(call);
  }

  /** Ends all calls as lost. */
  [Symbol.dispose](): void {
    this.#stopListening();
    this.#calls.close();
    this.#inbox[Symbol.dispose]();
  }

  #send(call: FunctionCall, name: string, subject: string, body: Uint8Array): Promise<CallEnd> {
    const open = new OpenCall(call, name, 'single', this.#calls.onEnd);
    const fault = this.#faultOf(call, body);
    if (fault !== undefined) {
      open.end(fault);
      return open.ended;
    }
    const id = this.#calls.nextId();
    this.#calls.open(id, open);
    try {
      this.#connection.nats.publish(subject, body, {
        reply: this.#inbox.subject(`${id}.answer`),
        headers: taskHeaders(call.about, this.#inbox.subject(`${id}.progress`)),
      });
    } catch (error) {
      open.end({ kind: 'lost', message: error instanceof Error ? error.message : String(error) });
    }
    return open.ended;
  }

  /** Why nothing can be sent. */
  #faultOf(call: FunctionCall, body: Uint8Array): CallEnd | undefined {
    if (call.signal.aborted) return { kind: 'cancelled' };
    if (this.#calls.isClosed) return CALLER_CLOSED;
    const { isConnected, maxPayloadBytes } = this.#connection;
    if (!isConnected) return { kind: 'lost', message: 'the connection was cut' };
    const bytesMax = maxPayloadBytes - HEADROOM_BYTES;
    return body.length <= bytesMax ? undefined : payloadTooLarge(body.length, bytesMax);
  }

  #arrive(token: string, message: Msg): void {
    if (this.#batches.arrive(token, message)) return;
    const dot = token.indexOf('.');
    const call = this.#calls.get(token.slice(0, dot));
    if (token.endsWith('.progress')) return this.#onProgress(call, token.slice(0, dot), message);
    if (call === undefined) return;
    const answer = parseServiceAnswer(message);
    call.end(
      answer.kind === 'refused' ? { kind: 'lost', message: `the worker is ${answer.message}` } : answer,
    );
  }

  #onProgress(call: OpenCall | undefined, id: string, message: Msg): void {
    const cancelSubject = message.reply === '' ? undefined : message.reply;
    if (call === undefined) return this.#calls.cancel(cancelSubject, [id]);
    const progress = parseWorkerProgress(message.string());
    if (progress === undefined) return;
    if (progress.kind === 'accepted' && progress.batches === TASK_BATCH_VERSION) {
      this.#batches.routes.learn(call.functionKey);
    }
    call.progress(progress, cancelSubject, this.#calls.nowMs);
  }
}

function noWorker({ functionName }: FunctionCall): FunctionCallOutcome {
  return { kind: 'no-worker', message: `no worker serves ${functionName}` };
}
