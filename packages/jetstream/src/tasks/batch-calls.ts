import {
  BATCH_CHARACTERS_MAX,
  batchSubject,
  formatTaskBatch,
  parseWorkerFrame,
  type FrameEntry,
  type WorkerFrame,
} from '@edgestep/shared';
import type { Msg } from '@nats-io/nats-core';

import type { Connection } from '../connection/connection.ts';
import { isNoResponders, type ReplyInbox } from '../connection/reply-inbox.ts';
import { BatchRoutes } from './batch-routes.ts';
import { CallGroups, type CallGroup } from './call-groups.ts';
import type { FunctionCall } from './function-call.ts';
import { OpenCall, type CallEnd } from './open-call.ts';
import { CALLER_CLOSED, type OpenCalls } from './open-calls.ts';
import { frameError, payloadTooLarge } from './service-answer.ts';

/** In the caller's inbox: frames of workers, and the server's word that nobody listens for a batch. */
const FRAMES = 'frames';
const GROUP = 'group.';

/** A message's envelope counts against the server's `max_payload` as well. */
const HEADROOM_BYTES = 4_096;

/** A character of JSON has at most so many bytes. */
const BYTES_PER_CHARACTER = 3;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Calls that go out in batches, and what comes back of them in frames: see `task-batch.ts` (shared). */
export class BatchCalls {
  readonly routes = new BatchRoutes();
  readonly #connection: Connection;
  readonly #inbox: ReplyInbox;
  readonly #calls: OpenCalls;
  readonly #groups: CallGroups;

  constructor(connection: Connection, inbox: ReplyInbox, calls: OpenCalls) {
    this.#connection = connection;
    this.#inbox = inbox;
    this.#calls = calls;
    this.#groups = new CallGroups({
      tasksPerMessage: (functionKey) => this.routes.tasksPerMessage(functionKey),
      charactersMax: () => Math.min(BATCH_CHARACTERS_MAX, this.#bytesMax / BYTES_PER_CHARACTER),
      nextId: () => calls.nextId(),
      send: (group) => calls.guarded(() => this.#send(group)),
    });
  }

  /** Makes the call together with others of this turn. `no-responders`: nobody takes batches of this function. */
  call(call: FunctionCall, functionKey: string): Promise<CallEnd> {
    const open = new OpenCall(call, functionKey, 'batch', this.#calls.onEnd);
    this.#groups.add(functionKey, open);
    return open.ended;
  }

  /** Takes what has arrived in the inbox under `token`; false when it is none of the batches'. */
  arrive(token: string, message: Msg): boolean {
    if (token === FRAMES) this.#arriveFrame(message);
    else if (token.startsWith(GROUP)) this.#arriveForGroup(token, message);
    else return false;
    return true;
  }

  get #bytesMax(): number {
    return this.#connection.maxPayloadBytes - HEADROOM_BYTES;
  }

  #send({ functionKey, ids, calls, tasks }: CallGroup): void {
    const body = Buffer.from(formatTaskBatch(this.#inbox.subject(FRAMES), tasks));
    const fault = this.#faultOf(calls, body);
    if (fault !== undefined) return calls.forEach((call) => call.end(fault));
    calls.forEach((call, index) => this.#calls.open(ids[index] ?? '', call));
    try {
      this.#connection.nats.publish(batchSubject(functionKey), body, {
        reply: this.#inbox.subject(`${GROUP}${ids[0]}.${ids.length}`),
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      for (const call of calls) call.end({ kind: 'lost', message });
    }
  }

  /** Why nothing can be sent. Only a task that goes alone can be too large. */
  #faultOf(calls: readonly OpenCall[], body: Uint8Array): CallEnd | undefined {
    if (this.#calls.isClosed) return CALLER_CLOSED;
    if (!this.#connection.isConnected) return { kind: 'lost', message: 'the connection was cut' };
    if (body.length <= this.#bytesMax) return undefined;
    const payloadBytes = Buffer.byteLength(JSON.stringify(calls[0]?.call.payload ?? null));
    return payloadTooLarge(payloadBytes, this.#bytesMax);
  }

  /** The server's word is the only thing that is said on the reply subject of a batch. */
  #arriveForGroup(token: string, message: Msg): void {
    if (!isNoResponders(message)) return;
    const [first = '', count = ''] = token.slice(GROUP.length).split('.');
    const firstId = Number.parseInt(first, 36);
    for (let index = 0; index < Number(count); index += 1) {
      this.#calls.get((firstId + index).toString(36))?.end({ kind: 'no-responders' });
    }
  }

  #arriveFrame(message: Msg): void {
    const frame = parseWorkerFrame(utf8.decode(message.data));
    if (frame === undefined) throw new Error('a message of a worker is no frame');
    for (const entry of frame.done) this.#end(entry, { kind: 'returned', output: entry[1] });
    for (const entry of frame.failed) this.#end(entry, frameError(entry[1]));
    for (const [id, refusal] of frame.refused) {
      this.#calls.get(id)?.end({ kind: 'lost', message: `the worker is ${refusal}` });
    }
    this.#hear(frame, message.reply === '' ? undefined : message.reply);
  }

  #end([id, , workUs]: FrameEntry, end: CallEnd): void {
    const open = this.#calls.get(id);
    if (open === undefined) return;
    this.routes.observe(open.functionKey, workUs);
    open.end(end);
  }

  /** C2. What is held for nobody is cancelled. */
  #hear(frame: WorkerFrame, cancelSubject: string | undefined): void {
    const unwanted: string[] = [];
    for (const id of frame.held) {
      const call = this.#calls.get(id);
      if (call === undefined) unwanted.push(id);
      else this.#calls.guarded(() => call.held(frame, cancelSubject, this.#calls.nowMs));
    }
    for (const id of frame.heartbeats) {
      const call = this.#calls.get(id);
      if (call === undefined) unwanted.push(id);
      else this.#calls.guarded(() => call.progress({ kind: 'heartbeat' }, cancelSubject, this.#calls.nowMs));
    }
    if (unwanted.length > 0) this.#calls.cancel(cancelSubject, unwanted);
  }
}
