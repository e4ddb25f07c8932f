import { connect as connectSocket } from 'node:net';

import { ANSWER_HEADERS, functionSubject, TASK_HEADERS } from '@edgestep/shared';
import { startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { headers } from '@nats-io/nats-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { about, FunctionRig } from '../../test/function-rig.ts';
import type { ScriptedWorker } from '../../test/scripted-worker.ts';

let cleanUp: AsyncDisposableStack;
let server: NatsTestServer;
let rig: FunctionRig;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  server = cleanUp.use(await startNatsServer());
  rig = cleanUp.use(await FunctionRig.start(server));
});

afterEach(() => cleanUp.disposeAsync());

async function requested(worker: ScriptedWorker): Promise<void> {
  await expect.poll(() => worker.wasAsked).toBe(true);
}

describe('a function', () => {
  it('is called on the subject of the convention, with what there is to know of the task', async () => {
    const worker = await rig.scripted('detect');
    const outcome = rig.call('detect');
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
    await rig.addService('resize', 'some.where.else', (input) => ({ got: input }));
    expect(await rig.call('resize')).toEqual({ kind: 'returned', output: { got: { frame: 7 } } });
    await rig.addService('other', 'other.first', () => 'wrong', 'health');
    expect(await rig.call('other')).toEqual({ kind: 'returned', output: 'wrong' });
  });

  it('is called on the endpoint `invoke` of a service that has several', async () => {
    const service = await rig.addService('many', 'many.a', () => 'a', 'health');
    service.addEndpoint('invoke', {
      subject: 'many.b',
      handler: (_error, message) => void message.respond('"b"'),
    });
    await rig.bus.flush();
    expect(await rig.call('many')).toEqual({ kind: 'returned', output: 'b' });
  });

  it('is found again when its service has moved', async () => {
    const service = await rig.addService('mover', 'old.place', () => 'old');
    expect(await rig.call('mover')).toMatchObject({ output: 'old' });
    await service.stop();
    await rig.addService('mover', 'new.place', () => 'new');
    expect(await rig.call('mover')).toMatchObject({ output: 'new' });
  });

  it('fails with the code that a service gives', async () => {
    await rig.addService('teapot', functionSubject('teapot'), () => {
      throw new Error('short and stout');
    });
    expect(await rig.call('teapot')).toMatchObject({ kind: 'function-error', error: 'Service.418' });
  });

  it('that nobody serves has no worker, whatever its name is', async () => {
    for (const name of ['nobody', '', 'a b', 'a.*', '>', 'x\r\nPUB y 0', 'ä', 'n'.repeat(2_000)]) {
      expect((await rig.call(name)).kind).toBe('no-worker');
    }
    await rig.addService('somebody', functionSubject('somebody'), () => 1);
    expect(await rig.call('somebody')).toEqual({ kind: 'returned', output: 1 });
  });

  it('that nobody serves is asked for once in a while, and found when it comes', async () => {
    expect((await rig.call('coming')).kind).toBe('no-worker');
    const before = await rig.messagesIn();
    const outcomes = await Promise.all(Array.from({ length: 500 }, () => rig.call('coming')));
    expect(outcomes.every(({ kind }) => kind === 'no-worker')).toBe(true);
    expect((await rig.messagesIn()) - before).toBeLessThan(10);
    await rig.addService('coming', 'come.at.last', () => 'here');
    await expect.poll(() => rig.call('coming'), { timeout: 5_000 }).toMatchObject({ output: 'here' });
  });

  it('that many ask for at once is looked for once', async () => {
    await rig.addService('wanted', 'some.where', () => 'here');
    const before = await rig.messagesIn();
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => rig.call('wanted')));
    expect(outcomes.every(({ kind }) => kind === 'returned')).toBe(true);
    // 100 times: nobody on the convention's subject, a call where it is, and its answer.
    expect((await rig.messagesIn()) - before).toBeLessThan(310);
  });

  it('has no worker when what is under its name does not say where it is, or says nonsense', async () => {
    rig.bus.subscribe('$SRV.INFO.silent', { callback: () => {} });
    rig.bus.subscribe('$SRV.INFO.*', {
      callback: (_error, message) => {
        const name = message.subject.split('.')[2] ?? '';
        message.respond(infos[name] ?? '');
      },
    });
    const infos: Record<string, string> = {
      words: 'I am a service',
      nothing: '{"endpoints":[null,7]}',
      wild: '{"endpoints":[{"name":"invoke","subject":"wild.*"}]}',
      rude: '{"endpoints":[{"name":"invoke","subject":"edgestep.partition.3.command"}]}',
    };
    await rig.bus.flush();
    for (const name of Object.keys(infos)) expect((await rig.call(name)).kind).toBe('no-worker');
  });

  it('fails when its payload is larger than a message may be', async () => {
    await rig.addService('any', functionSubject('any'), () => 1);
    expect(await rig.call('any', { payload: 'x'.repeat(9_000_000) })).toMatchObject({
      kind: 'function-error',
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining('9000002 bytes'),
    });
  });

  it('is to be called again when its only worker is full: it is not somewhere else', async () => {
    const worker = await rig.scripted('full');
    const outcome = rig.call('full');
    await requested(worker);
    const header = headers();
    header.set(ANSWER_HEADERS.refused, 'busy');
    worker.request?.respond('', { headers: header });
    expect(await outcome).toEqual({ kind: 'lost', message: 'the worker is busy' });
  });

  it('fails when what is answered breaks the rules of messages, and the next call is not harmed', async () => {
    const socket = connectSocket(server.place.port, '127.0.0.1');
    cleanUp.defer(() => void socket.destroy());
    const subscribed = Promise.withResolvers<void>();
    const raw = 'NATS/1.0\r\nbad key: x\r\n\r\n';
    socket.on('data', (chunk: Buffer) => {
      if (chunk.includes('PONG')) subscribed.resolve();
      const reply = /MSG \S+ 1 (\S+) /.exec(chunk.toString())?.[1];
      if (reply !== undefined) socket.write(`HPUB ${reply} ${raw.length} ${raw.length}\r\n${raw}\r\n`);
    });
    socket.write(`CONNECT {"headers":true,"verbose":false}\r\nSUB ${functionSubject('rude')} 1\r\nPING\r\n`);
    await subscribed.promise;
    expect(await rig.call('rude')).toMatchObject({
      kind: 'function-error',
      error: 'Service.InvalidOutput',
    });
    await rig.addService('polite', functionSubject('polite'), () => 1);
    expect(await rig.call('polite')).toEqual({ kind: 'returned', output: 1 });
  });

  it('is presumed to be at work when it says nothing and somebody must have it', async () => {
    const worker = await rig.scripted('quiet');
    const accepted: (string | undefined)[] = [];
    const outcome = rig.call('quiet', { onAccepted: (name) => accepted.push(name) });
    await requested(worker);
    expect(accepted).toEqual([]);
    await expect.poll(() => accepted, { timeout: 3_000 }).toEqual([undefined]);
    worker.request?.respond('"done"');
    expect(await outcome).toEqual({ kind: 'returned', output: 'done' });
  });

  it('is called though whoever hears of its progress throws', async () => {
    const worker = await rig.scripted('slow');
    const outcome = rig.call('slow', {
      onAccepted: () => {
        throw new Error('a mistake of ours');
      },
    });
    await requested(worker);
    worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 5_000 });
    worker.request?.respond('"done"');
    expect(await outcome).toEqual({ kind: 'returned', output: 'done' });
    expect(rig.troubles).toEqual([expect.stringContaining('a mistake of ours')]);
  });
});
