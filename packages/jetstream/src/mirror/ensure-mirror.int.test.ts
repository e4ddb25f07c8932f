import { startHubAndZones, startNatsCluster } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { retried } from '../retry/retried.ts';
import { addCopy, canFeedDurably, ensureMirror, isOtherOrigin, lacksBeginning } from './ensure-mirror.ts';
import { MirrorKeeper } from './mirror-keeper.ts';
import type { MirrorSpec } from './mirror-spec.ts';

const forEver = new AbortController().signal;
/** Enough for the consumer to hear that the copy has the first of them. */
const MANY = 20_000;

function spec(copy: string): MirrorSpec {
  return {
    origin: { stream: 'READINGS', domain: 'dallas' },
    copy,
    description: 'a test',
    replicas: 1,
    consumer: 'hub',
    deliverSubject: 'edgestep.mirror.dallas.READINGS',
  };
}

/** A hub and a zone with the stream READINGS, and how to write to it. */
async function startReadings() {
  const stack = new AsyncDisposableStack();
  const servers = stack.use(await startHubAndZones(['dallas']));
  const hub = stack.use(await connect({ servers: [servers.hub.url], name: 'hub' }));
  const zone = stack.use(await connect({ servers: [servers.zone('dallas').url], name: 'dallas' }));
  const { streams } = await zone.jetStream();
  await streams.add({ name: 'READINGS', subjects: ['readings'] });
  const atHub = await hub.jetStream();
  return {
    hub,
    publish: (count: number) => {
      for (let index = 0; index < count; index += 1) zone.nats.publish('readings', String(index));
    },
    copied: async (copy: string) => (await atHub.streams.info(copy)).state,
    makeAnew: async () => {
      await streams.delete('READINGS');
      await streams.add({ name: 'READINGS', subjects: ['readings'] });
    },
    forget: (copy: string) => atHub.streams.delete(copy),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe('a mirror across the link', () => {
  it('is fed by a durable consumer, and by one of its own where the servers know no better', async () => {
    await using readings = await startReadings();
    const { hub } = readings;
    const pair = await retried(hub, forEver, () => ensureMirror(hub, spec('DURABLE')));
    expect(canFeedDurably(hub, pair!.origin)).toBe(true);
    expect(pair?.copy.config.mirror).toMatchObject({ consumer: { name: 'hub' } });
    const plain = await addCopy(hub, spec('PLAIN'), pair!.origin, false);
    expect(plain.config.mirror).not.toHaveProperty('consumer');
    readings.publish(50);
    for (const copy of ['DURABLE', 'PLAIN']) {
      const copied = async () => (await readings.copied(copy)).messages;
      await expect.poll(copied, { timeout: 10_000 }).toBe(50);
    }
    const other = { ...spec('NEVER'), origin: { stream: 'NONE', domain: 'dallas' } };
    expect(await ensureMirror(hub, other)).toBeUndefined();
  });

  it('has everything from the beginning again when the copy was lost', async () => {
    await using readings = await startReadings();
    const { hub } = readings;
    await retried(hub, forEver, () => ensureMirror(hub, spec('COPY')));
    readings.publish(MANY);
    await expect.poll(async () => (await readings.copied('COPY')).messages).toBe(MANY);
    await readings.forget('COPY');
    await ensureMirror(hub, spec('COPY'));
    await expect.poll(() => readings.copied('COPY')).toMatchObject({ first_seq: 1, messages: MANY });
  });

  it('is never taken for the copy of another origin because both grow while they are looked at', async () => {
    await using readings = await startReadings();
    const { hub } = readings;
    await retried(hub, forEver, () => ensureMirror(hub, spec('COPY')));
    const publishing = setInterval(() => readings.publish(1), 1);
    try {
      for (let looks = 0; looks < 300; looks += 1) {
        const pair = await ensureMirror(hub, spec('COPY'));
        expect(isOtherOrigin(pair!)).toBe(false);
      }
    } finally {
      clearInterval(publishing);
    }
    expect((await readings.copied('COPY')).messages).toBeGreaterThan(0);
  });

  it('is made anew when it lacks the beginning', async () => {
    await using readings = await startReadings();
    const { hub } = readings;
    const pair = await retried(hub, forEver, () => ensureMirror(hub, spec('COPY')));
    readings.publish(MANY);
    await expect.poll(async () => (await readings.copied('COPY')).messages).toBe(MANY);
    await readings.forget('COPY');
    // The consumer goes on from what it knows to be delivered.
    await addCopy(hub, spec('COPY'), pair!.origin, true);
    readings.publish(10);
    await expect.poll(async () => lacksBeginning((await ensureMirror(hub, spec('COPY')))!)).toBe(true);
    const troubles: string[] = [];
    const onTrouble = (message: string) => void troubles.push(message);
    await using keeper = new MirrorKeeper({
      connection: hub,
      mirrors: [spec('COPY')],
      onOtherOrigin: 'set-aside',
      onTrouble,
    });
    await expect.poll(() => readings.copied('COPY')).toMatchObject({ first_seq: 1, messages: MANY + 10 });
    expect(keeper.health.get('COPY')?.kind).toBe('following');
    expect(troubles).toEqual(['COPY lacks the beginning of its origin: it is replaced']);
  });

  it('is kept when its origin, which is always right, has lost everything, and replaced as soon as that holds something', async () => {
    await using readings = await startReadings();
    const { hub } = readings;
    const troubles: string[] = [];
    readings.publish(3);
    await using _ = new MirrorKeeper({
      connection: hub,
      mirrors: [spec('COPY')],
      onOtherOrigin: 'replace',
      onTrouble: (message) => troubles.push(message),
    });
    const copied = () =>
      readings.copied('COPY').then(
        ({ messages }) => messages,
        () => 0,
      );
    await expect.poll(copied).toBe(3);
    await readings.makeAnew();
    await expect
      .poll(() => troubles)
      .toEqual([
        'READINGS of dallas was made anew and is empty: COPY is kept as it is until it holds something',
      ]);
    expect(await copied()).toBe(3);
    readings.publish(1);
    await expect.poll(copied).toBe(1);
  });

  it('is made anew when a log that is chained lacks records between others', async () => {
    await using readings = await startReadings();
    const { hub } = readings;
    const chained = { ...spec('COPY'), isChained: true };
    await retried(hub, forEver, () => ensureMirror(hub, chained));
    readings.publish(50);
    await expect.poll(async () => (await readings.copied('COPY')).messages).toBe(50);
    const { streams } = await hub.jetStream();
    await streams.deleteMessage('COPY', 20);
    expect(await readings.copied('COPY')).toMatchObject({ messages: 49, num_deleted: 1 });
    const troubles: string[] = [];
    const onTrouble = (message: string) => void troubles.push(message);
    const keep = (mirror: MirrorSpec) =>
      new MirrorKeeper({ connection: hub, mirrors: [mirror], onOtherOrigin: 'set-aside', onTrouble });
    await using _ = keep(chained);
    await expect.poll(() => readings.copied('COPY')).toMatchObject({ first_seq: 1, messages: 50 });
    expect(troubles).toEqual(['COPY lacks records that its origin has: it is replaced']);
  });

  it('is kept by as many servers as are asked for, once there are more', async () => {
    await using cluster = await startNatsCluster();
    await using connection = await connect({ servers: cluster.urls, name: 'test' });
    const { streams } = await connection.jetStream();
    const origin = { ...spec('COPY'), origin: { stream: 'READINGS', domain: 'zone' } };
    await retried(connection, forEver, () => streams.add({ name: 'READINGS', subjects: ['readings'] }));
    await retried(connection, forEver, () => ensureMirror(connection, origin));
    const pair = await retried(connection, forEver, () =>
      ensureMirror(connection, { ...origin, replicas: 3 }),
    );
    const mirror = { name: 'READINGS', consumer: { name: 'hub' } };
    expect(pair?.copy.config).toMatchObject({ num_replicas: 3, mirror });
  });

  it('is made anew on as many servers as are asked for when it was not synced on one', async () => {
    await using cluster = await startNatsCluster();
    await using connection = await connect({ servers: cluster.urls, name: 'test' });
    const { streams } = await connection.jetStream();
    const origin = { stream: 'READINGS', domain: 'zone' };
    const unsynced: MirrorSpec = { ...spec('COPY'), origin, isChained: true, isUnsynced: true };
    await retried(connection, forEver, () => streams.add({ name: 'READINGS', subjects: ['readings'] }));
    const alone = await retried(connection, forEver, () => ensureMirror(connection, unsynced));
    expect(alone?.copy.config).toMatchObject({ num_replicas: 1, persist_mode: 'async' });
    const troubles: string[] = [];
    await using _ = new MirrorKeeper({
      connection,
      mirrors: [{ ...unsynced, replicas: 3 }],
      onOtherOrigin: 'set-aside',
      onTrouble: (message) => troubles.push(message),
    });
    const copy = async () => {
      const { config } = await streams.info('COPY');
      return { replicas: config.num_replicas, mode: config.persist_mode };
    };
    await expect.poll(copy).toEqual({ replicas: 3, mode: undefined });
    expect(troubles).toEqual(['COPY is to be kept by 3 servers: it is replaced']);
  });
});
