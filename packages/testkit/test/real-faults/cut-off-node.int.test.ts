import { expect, it } from 'vitest';

import { startLinkProxy } from '../../src/nats/link-proxy.ts';
import { startFaultyZone, ZONE, type FaultyZone } from './faulty-zone.ts';

const COUNT = 40;

async function startMany(zone: FaultyZone, prefix: string): Promise<readonly string[]> {
  const started = await Promise.all(
    Array.from({ length: COUNT }, (_, number) => zone.tryStart(`${prefix}-${number}`)),
  );
  return started.filter((arn) => arn !== undefined);
}

it('a node that is cut off from its zone loses its partitions to the others, which finish what it began', async () => {
  await using zone = await startFaultyZone();
  await using link = await startLinkProxy(zone.pieces.servers.zone(ZONE).place.port);
  await zone.startNode('two', link.url);
  const before = await startMany(zone, 'before');
  expect(before).toHaveLength(COUNT);
  link.cut();
  const meanwhile = await startMany(zone, 'meanwhile');
  expect(meanwhile).toHaveLength(COUNT);
  expect(await zone.violations([...before, ...meanwhile])).toEqual([]);
  link.restore();
  const after = await startMany(zone, 'after');
  expect(after).toHaveLength(COUNT);
  expect(await zone.violations(after)).toEqual([]);
}, 180_000);

it('a node that hears no answers any more steps down, and what it wrote meanwhile is written once', async () => {
  await using zone = await startFaultyZone();
  await using link = await startLinkProxy(zone.pieces.servers.zone(ZONE).place.port);
  await zone.startNode('two', link.url);
  const before = await startMany(zone, 'before');
  link.mute();
  const meanwhile = await startMany(zone, 'meanwhile');
  link.restore();
  expect([...before, ...meanwhile]).toHaveLength(2 * COUNT);
  expect(await zone.violations([...before, ...meanwhile])).toEqual([]);
}, 180_000);
