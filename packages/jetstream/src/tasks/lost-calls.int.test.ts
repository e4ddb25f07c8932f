import { functionSubject, WORKER_METADATA_KEY } from '@edgestep/shared';
import { startLinkProxy, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { Svcm } from '@nats-io/services';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FunctionRig } from '../../test/function-rig.ts';
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

describe('a task that nobody has accepted', () => {
  it('is lost when only workers of the SDK serve the function, and may be at work elsewhere', async () => {
    const swallow = (functionName: string) =>
      rig.bus.subscribe(functionSubject(functionName), { queue: 'q', callback: () => {} });
    swallow('died');
    swallow('unknown');
    const metadata = { [WORKER_METADATA_KEY]: '1' };
    await new Svcm(rig.bus).add({ name: 'died', version: '1.0.0', metadata });
    await new Svcm(rig.bus).add({ name: 'unknown', version: '1.0.0', metadata });
    await new Svcm(rig.bus).add({ name: 'unknown', version: '1.0.0' });
    await rig.bus.flush();
    const stop = new AbortController();
    const elsewhere = rig.call('unknown', { signal: stop.signal });
    expect(await rig.call('died')).toEqual({ kind: 'lost', message: 'no worker has accepted the task' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop.abort();
    expect(await elsewhere).toEqual({ kind: 'cancelled' });
  });
});

describe('a batch that nobody has accepted', () => {
  it('is lost when the services live, and goes the single way then, where all of them listen', async () => {
    const worker = await rig.scriptedForBatches('mixed');
    const metadata = { [WORKER_METADATA_KEY]: '1' };
    await new Svcm(rig.bus).add({ name: 'mixed', version: '1.0.0', metadata });
    await new Svcm(rig.bus).add({ name: 'mixed', version: '1.0.0' });
    await rig.bus.flush();
    const lost = await rig.callBy('batch', 'mixed');
    expect(lost).toEqual({ kind: 'lost', message: 'no worker has accepted the task' });
    const again = rig.callBy('batch', 'mixed');
    await expect.poll(() => worker.singles).toBe(2);
    worker.respond('"singly"');
    expect(await again).toEqual({ kind: 'returned', output: 'singly' });
  });
});

describe.each(['single', 'batch'] as const)('of the way of a %s', (way) => {
  describe('a worker that tells of its progress', () => {
    it('keeps the call open as long as it beats', async () => {
      const worker = await rig.scriptedFor(way, 'slow');
      const heard: string[] = [];
      const outcome = rig.callBy(way, 'slow', {
        onAccepted: (name) => heard.push(name ?? 'somebody'),
        onHeartbeat: () => heard.push('heartbeat'),
      });
      await requested(worker);
      worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 50 });
      for (let beats = 0; beats < 12; beats += 1) {
        await new Promise((resolve) => setTimeout(resolve, 25));
        worker.progress({ kind: beats === 3 ? 'heartbeat' : 'beat' });
      }
      worker.respond('"done"');
      expect(await outcome).toEqual({ kind: 'returned', output: 'done' });
      expect(heard).toEqual(['host/1', 'heartbeat']);
    });

    it('has lost the task when it falls silent, and is told so when it comes back', async () => {
      const worker = await rig.scriptedFor(way, 'silent');
      const outcome = rig.callBy(way, 'silent');
      await requested(worker);
      worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 50 });
      expect(await outcome).toEqual({ kind: 'lost', message: 'the worker host/1 has fallen silent' });
      const cancels = worker.cancels.length;
      worker.progress({ kind: 'beat' });
      await expect.poll(() => worker.cancels.length).toBeGreaterThan(cancels);
    });

    it('is told when the task is not wanted any more', async () => {
      const worker = await rig.scriptedFor(way, 'unwanted');
      const stop = new AbortController();
      const outcome = rig.callBy(way, 'unwanted', { signal: stop.signal });
      await requested(worker);
      worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 2_000 });
      await rig.bus.flush();
      await new Promise((resolve) => setTimeout(resolve, 20));
      stop.abort();
      expect(await outcome).toEqual({ kind: 'cancelled' });
      await expect.poll(() => worker.cancels.map((text) => JSON.parse(text).kind)).toEqual(['cancel']);
    });

    it('is told even when it accepts only after the task was given up', async () => {
      const worker = await rig.scriptedFor(way, 'late');
      const stop = new AbortController();
      const outcome = rig.callBy(way, 'late', { signal: stop.signal });
      await requested(worker);
      stop.abort();
      await outcome;
      worker.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 2_000 });
      await expect.poll(() => worker.cancels.length).toBe(1);
    });
  });

  describe('when the connection of the caller is cut', () => {
    it('a call that nobody has accepted is lost, and one to a worker that beats goes on', async () => {
      const proxy = cleanUp.use(await startLinkProxy(server.place.port));
      const shaky = await rig.newCaller(proxy.url);
      const plain = await rig.scriptedFor(way, 'plain', shaky);
      const beating = await rig.scriptedFor(way, 'beating', shaky);
      const lost = rig.callBy(way, 'plain', {}, shaky);
      const kept = rig.callBy(way, 'beating', {}, shaky);
      await requested(plain);
      await requested(beating);
      beating.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 5_000 });
      await rig.bus.flush();
      await new Promise((resolve) => setTimeout(resolve, 50));
      proxy.cut();
      expect(await lost).toEqual({ kind: 'lost', message: 'the connection was cut' });
      const later = rig.callBy(way, 'plain', {}, shaky);
      proxy.restore();
      plain.forget();
      await expect.poll(() => plain.wasAsked, { timeout: 5_000 }).toBe(true);
      plain.respond('"later"');
      expect(await later).toEqual({ kind: 'returned', output: 'later' });
      beating.respond('"kept"');
      expect(await kept).toEqual({ kind: 'returned', output: 'kept' });
    });

    it('by the death of the server, the calls that nobody beats for are lost, and found again', async () => {
      const plain = await rig.scriptedFor(way, 'plain');
      const beating = await rig.scriptedFor(way, 'beating');
      const lost = rig.callBy(way, 'plain');
      const kept = rig.callBy(way, 'beating');
      await requested(plain);
      await requested(beating);
      beating.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 5_000 });
      await rig.bus.flush();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await server.kill();
      expect((await lost).kind).toBe('lost');
      plain.forget();
      await server.restart();
      await expect.poll(() => rig.bus.isClosed()).toBe(false);
      // The worker may be back later than the caller: a function without a worker is asked for again.
      const again = (async () => {
        for (;;) {
          const outcome = await rig.callBy(way, 'plain');
          if (outcome.kind !== 'no-worker') return outcome;
        }
      })();
      await expect.poll(() => plain.wasAsked, { timeout: 10_000 }).toBe(true);
      plain.respond('"again"');
      expect(await again).toEqual({ kind: 'returned', output: 'again' });
      beating.respond('"kept"');
      expect(await kept).toEqual({ kind: 'returned', output: 'kept' });
    });

    it('no silence of workers is counted: they could not be heard', async () => {
      const proxy = cleanUp.use(await startLinkProxy(server.place.port));
      const shaky = await rig.newCaller(proxy.url);
      const beating = await rig.scriptedFor(way, 'beating', shaky);
      const kept = rig.callBy(way, 'beating', {}, shaky);
      await requested(beating);
      beating.progress({ kind: 'accepted', worker: 'host/1', beatIntervalMs: 200 });
      await rig.bus.flush();
      await new Promise((resolve) => setTimeout(resolve, 50));
      proxy.cut();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const beats = setInterval(() => beating.progress({ kind: 'beat' }), 100);
      proxy.restore();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      clearInterval(beats);
      beating.respond('"kept"');
      expect(await kept).toEqual({ kind: 'returned', output: 'kept' });
    });
  });
});
