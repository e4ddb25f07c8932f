import { startHubAndZones } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { retried } from '../retry/retried.ts';
import { addCopy, canFeedDurably, ensureMirror } from './ensure-mirror.ts';

const forEver = new AbortController().signal;

describe('a mirror across the link', () => {
  it('is fed by a durable consumer, and by one of its own where the servers know no better', async () => {
    await using servers = await startHubAndZones(['dallas']);
    await using hub = await connect({ servers: [servers.hub.url], name: 'hub' });
    await using zone = await connect({ servers: [servers.zone('dallas').url], name: 'dallas' });
    const { streams } = await zone.jetStream();
    await streams.add({ name: 'READINGS', subjects: ['readings'] });
    const spec = (copy: string) => ({
      origin: { stream: 'READINGS', domain: 'dallas' },
      copy,
      description: 'a test',
      replicas: 1,
      consumer: 'hub',
      deliverSubject: 'edgestep.mirror.dallas.READINGS',
    });
    const pair = await retried(hub, forEver, () => ensureMirror(hub, spec('DURABLE')));
    expect(canFeedDurably(hub, pair!.origin)).toBe(true);
    expect(pair?.copy.config.mirror).toMatchObject({ consumer: { name: 'hub' } });
    const plain = await addCopy(hub, spec('PLAIN'), pair!.origin, false);
    expect(plain.config.mirror).not.toHaveProperty('consumer');
    for (let index = 0; index < 50; index += 1) zone.nats.publish('readings', String(index));
    const atHub = await hub.jetStream();
    for (const copy of ['DURABLE', 'PLAIN']) {
      const copied = async () => (await atHub.streams.info(copy)).state.messages;
      await expect.poll(copied, { timeout: 10_000 }).toBe(50);
    }
    const other = { ...spec('NEVER'), origin: { stream: 'NONE', domain: 'dallas' } };
    expect(await ensureMirror(hub, other)).toBeUndefined();
  });
});
