import { expect, it } from 'vitest';

import { startFaultyZone, ZONE, type FaultyZone } from './faulty-zone.ts';

/** Starts so many, one after the other; answers those that were acknowledged. */
async function startSome(zone: FaultyZone, prefix: string, count: number): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const arn = await zone.tryStart(`${prefix}-${number}`);
    if (arn !== undefined) acknowledged.push(arn);
  }
  return acknowledged;
}

it('a zone on three servers goes on without any one of them, and without two loses nothing that it acknowledged', async () => {
  await using zone = await startFaultyZone({ serversPerZone: 3 });
  await zone.startNode('two');
  const [first, second, third] = zone.pieces.servers.serversOf(ZONE);
  const before = await startSome(zone, 'whole', 10);
  expect(before).toHaveLength(10);

  await first?.kill();
  const without = await startSome(zone, 'without-one', 10);
  expect(without).toHaveLength(10);
  expect(await zone.violations(before)).toEqual([]);

  const open = await startSome(zone, 'open', 10);
  await second?.kill();
  expect(await zone.tryStart('without-two', 2_000)).toBeUndefined();

  await Promise.all([first?.restart(), second?.restart()]);
  await expect.poll(() => zone.tryStart('again', 5_000), { timeout: 90_000 }).toBeDefined();
  expect(third?.pid).toBeGreaterThan(0);
  expect(await zone.violations([...without, ...open])).toEqual([]);
}, 240_000);
