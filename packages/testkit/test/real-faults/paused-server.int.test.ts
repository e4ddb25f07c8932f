import { setTimeout as delay } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { startFaultyZone, ZONE } from './faulty-zone.ts';

/** Leases last 1.2 s, and an unanswered append is asked after for 2 s: both are over. */
const PAUSE_MS = 4_000;

it('a zone whose server is frozen for longer than the leases goes on when it thaws, and loses nothing', async () => {
  await using zone = await startFaultyZone();
  const server = zone.pieces.servers.zone(ZONE);
  const before = await Promise.all(
    Array.from({ length: 20 }, (_, number) => zone.tryStart(`before-${number}`)),
  );
  server.pause();
  const asked = Array.from({ length: 10 }, (_, number) => zone.tryStart(`frozen-${number}`));
  await delay(PAUSE_MS);
  server.resume();
  const acknowledged = [...before, ...(await Promise.all(asked))].filter((arn) => arn !== undefined);
  expect(acknowledged.length).toBeGreaterThanOrEqual(20);
  expect(await zone.violations(acknowledged)).toEqual([]);
  await expect.poll(() => zone.tryStart('after', 5_000), { timeout: 60_000 }).toBeDefined();
}, 180_000);
