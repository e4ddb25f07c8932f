import { ANSWER_HEADERS, functionSubject, TASK_HEADERS, type WorkerProgress } from '@edgestep/shared';
import { startLinkProxy, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { headers, type Msg } from '@nats-io/nats-core';
import { Svcm } from '@nats-io/services';
import { connect as connectNats, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { FunctionCall } from './function-call.ts';
import { FunctionCaller } from './function-caller.ts';

let server: NatsTestServer;
let caller: FunctionCaller;
let bus: NatsConnection;
let cleanUp: AsyncDisposableStack;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  server = cleanUp.use(await startNatsServer());
  caller = cleanUp.use(
    new FunctionCaller(cleanUp.use(await connect({ servers: [server.url], name: 'caller' }))),
  );
  bus = await connectNats({
    servers: server.url,
    name: 'workers',
    maxReconnectAttempts: -1,
    reconnectTimeWait: 50,
  });
  cleanUp.defer(() => bus.close());
});

afterEach(() => cleanUp.disposeAsync());

const about = {
  taskToken: 'token',
  executionArn: 'arn:aws:states:dallas:000000000000:execution:m:é',
  stateName: 'Größe prüfen',
  attempt: 2,
  deadline: 5_000,
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

function call(functionName: string, rest: Partial<FunctionCall> = {}, by = caller) {
  const signal = new AbortController().signal;
  return by.call({ functionName, payload: { frame: 7 }, about, signal, ...rest });
}

/** A micro service as any tooling makes it, which knows nothing of Edgestep. */
async function addService(
  name: string,
  subject: string,
  handler: (input: unknown) => unknown,
  endpoint = 'main',
) {
  const service = await new Svcm(bus).add({ name, version: '1.0.0' });
  service.addEndpoint(endpoint, {
    subject,
    handler: (_error, message) => {
      try {
        message.respond(JSON.stringify(handler(message.json())));
      } catch (error) {
        message.respondError(418, (error as Error).message);
      }
    },
  });
  await bus.flush();
  return service;
}

/** A worker that speaks the whole protocol, under the control of the test. */
class ScriptedWorker {
  request: Msg | undefined;
  readonly cancels: string[] = [];
  readonly #bus: NatsConnection;
  readonly #cancelSubject = `cancel.${Math.random()}`;

  constructor(on: NatsConnection, functionName: string) {
    this.#bus = on;
    on.subscribe(functionSubject(functionName), {
      queue: 'q',
      callback: (_error, message) => {
        this.request = message;
      },
    });
    on.subscribe(this.#cancelSubject, {
      callback: (_error, message) => {
        this.cancels.push(message.string());
      },
    });
  }

  header(name: string): string {
    return this.request?.headers?.get(name) ?? '';
  }

  progress(progress: WorkerProgress): void {
    this.#bus.publish(this.header(TASK_HEADERS.progress), JSON.stringify(progress), {
      reply: this.#cancelSubject,
    });
  }
}

async function scripted(functionName: string): Promise<ScriptedWorker> {
  const worker = new ScriptedWorker(bus, functionName);
  await bus.flush();
  return worker;
}

async function requested(worker: ScriptedWorker): Promise<void> {
  await expect.poll(() => worker.request).toBeDefined();
}

describe('a function', () => {
  it('is called on the subject of the convention, with what there is to know of the task', async () => {
    const worker = await scripted('detect');
    const outcome = call('detect');
    await requested(worker);
    expect(worker.request?.json()).toEqual({ frame: 7 });
    expect(worker.header(TASK_HEADERS.taskToken)).toBe('token');
    expect(decodeURIComponent(worker.header(TASK_HEADERS.execution))).toBe(about.executionArn);
    expect(decodeURIComponent(worker.header(TASK_HEADERS.state))).toBe(about.stateName);
    expect(worker.header(TASK_HEADERS.attempt)).toBe('2');
    expect(worker.header(TASK_HEADERS.deadline)).toBe('5000');
    expect(worker.header(TASK_HEADERS.traceparent)).toBe(about.traceparent);
    worker.request?.respond('{"score":1}');
    expect(await outcome).toEqual({ kind: 'returned', output: { score: 1 } });
  });

  it('may be any micro service of its name, wherever that listens', async () => {
    await addService('resize', 'some.where.else', (input) => ({ got: input }));
    expect(await call('resize')).toEqual({ kind: 'returned', output: { got: { frame: 7 } } });
    await addService('other', 'other.first', () => 'wrong', 'health');
    expect(await call('other')).toEqual({ kind: 'returned', output: 'wrong' });
  });

  it('is called on the endpoint `invoke` of a service that has several', async () => {
    const service = await addService('many', 'many.a', () => 'a', 'health');
    service.addEndpoint('invoke', {
      subject: 'many.b',
      handler: (_error, message) => void message.respond('"b"'),
    });
    await bus.flush();
    expect(await call('many')).toEqual({ kind: 'returned', output: 'b' });
  });

  it('is found again when its service has moved', async () => {
    const service = await addService('mover', 'old.place', () => 'old');
    expect(await call('mover')).toMatchObject({ output: 'old' });
    await service.stop();
    await addService('mover', 'new.place', () => 'new');
    expect(await call('mover')).toMatchObject({ output: 'new' });
  });

  it('fails with the code that a service gives', async () => {
    await addService('teapot', functionSubject('teapot'), () => {
      throw new Error('short and stout');
    });
    expect(await call('teapot')).toMatchObject({ kind: 'function-error', error: 'Service.418' });
  });

  it('that nobody serves has no worker, whatever its name is', async () => {
    for (const name of ['nobody', '', 'a b', 'a.*', '>', 'x\r\nPUB y 0', 'n'.repeat(2_000)]) {
      expect((await call(name)).kind).toBe('no-worker');
    }
    await addService('somebody', functionSubject('somebody'), () => 1);
    expect(await call('somebody')).toEqual({ kind: 'returned', output: 1 });
  });

  it('has no worker when the only one is full', async () => {
    const worker = await scripted('full');
    const outcome = call('full');
    await requested(worker);
    const header = headers();
    header.set(ANSWER_HEADERS.refused, 'busy');
    worker.request?.respond('', { headers: header });
    expect(await outcome).toEqual({ kind: 'no-worker', message: 'the worker is busy' });
  });
});

describe('a worker that tells of its progress', () => {
  it('keeps the call open as long as it beats', async () => {
    const worker = await scripted('slow');
    const heard: string[] = [];
    const outcome = call('slow', {
      onAccepted: (name) => heard.push(name),
      onHeartbeat: () => heard.push('heartbeat'),
    });
    await requested(worker);
    worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 50 });
    for (let beats = 0; beats < 12; beats += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      worker.progress({ kind: beats === 3 ? 'heartbeat' : 'beat' });
    }
    worker.request?.respond('"done"');
    expect(await outcome).toEqual({ kind: 'returned', output: 'done' });
    expect(heard).toEqual(['host/1', 'heartbeat']);
  });

  it('has lost the task when it falls silent, and is told so when it comes back', async () => {
    const worker = await scripted('silent');
    const outcome = call('silent');
    await requested(worker);
    worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 50 });
    expect(await outcome).toEqual({ kind: 'lost', message: 'the worker host/1 has fallen silent' });
    const cancels = worker.cancels.length;
    worker.progress({ kind: 'beat' });
    await expect.poll(() => worker.cancels.length).toBeGreaterThan(cancels);
  });

  it('is told when the task is not wanted any more', async () => {
    const worker = await scripted('unwanted');
    const stop = new AbortController();
    const outcome = call('unwanted', { signal: stop.signal });
    await requested(worker);
    worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 2_000 });
    await bus.flush();
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    expect(await outcome).toEqual({ kind: 'cancelled' });
    await expect.poll(() => worker.cancels.map((text) => JSON.parse(text).kind)).toEqual(['cancel']);
  });

  it('is told even when it accepts only after the task was given up', async () => {
    const worker = await scripted('late');
    const stop = new AbortController();
    const outcome = call('late', { signal: stop.signal });
    await requested(worker);
    stop.abort();
    await outcome;
    worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 2_000 });
    await expect.poll(() => worker.cancels.length).toBe(1);
  });
});

describe('when the connection of the caller is cut', () => {
  it('a call to a plain service is lost, and one to a worker that beats goes on', async () => {
    const proxy = cleanUp.use(await startLinkProxy(server.place.port));
    const shaky = cleanUp.use(
      new FunctionCaller(cleanUp.use(await connect({ servers: [proxy.url], name: 'shaky' }))),
    );
    const plain = await scripted('plain');
    const beating = await scripted('beating');
    const lost = call('plain', {}, shaky);
    const kept = call('beating', {}, shaky);
    await requested(plain);
    await requested(beating);
    beating.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 5_000 });
    await bus.flush();
    await new Promise((resolve) => setTimeout(resolve, 50));
    proxy.cut();
    expect(await lost).toEqual({ kind: 'lost', message: 'the connection was cut' });
    const later = call('plain', {}, shaky);
    proxy.restore();
    plain.request = undefined;
    await expect.poll(() => plain.request, { timeout: 5_000 }).toBeDefined();
    plain.request!.respond('"later"');
    expect(await later).toEqual({ kind: 'returned', output: 'later' });
    beating.request?.respond('"kept"');
    expect(await kept).toEqual({ kind: 'returned', output: 'kept' });
  });
});
