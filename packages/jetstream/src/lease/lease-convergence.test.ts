import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LeaseZone } from '../../test/lease-zone.ts';
import { assignPartitions } from './rendezvous.ts';

/** Longer than a lease, what nodes hear late, and the time in which nothing is moved. */
const CALM_MS = 4_000;

/** A silence that ends before the others, who go on without the node, move anything among themselves. */
const NOT_MISSED_MS = 1_300;

const RUNS = { numRuns: 30 };

const partitionCount = fc.integer({ min: 1, max: 12 });
/** How late each of a zone's nodes hears of everything. */
const lateness = fc.array(
  fc.integer({ min: 0, max: 5 }).map((steps) => steps * 50),
  {
    minLength: 2,
    maxLength: 5,
  },
);

/** A zone whose nodes have come to an agreement. */
function zoneOf(partitions: number, lateMs: readonly number[]): LeaseZone {
  const zone = new LeaseZone(partitions);
  for (const [index, late] of lateMs.entries()) zone.join(`node-${index}`, late);
  zone.run(CALM_MS);
  expect(zone.owners).toEqual(assignPartitions(partitions, zone.serving));
  zone.forget();
  return zone;
}

/** The partitions that have another owner now. */
function changed(before: readonly string[], after: readonly string[]): Map<number, number> {
  const partitions = after.flatMap((owner, partition) => (owner === before[partition] ? [] : [partition]));
  return new Map(partitions.map((partition) => [partition, 1]));
}

const sorted = (moves: ReadonlyMap<number, number>) => [...moves].toSorted(([one], [other]) => one - other);

describe('nodes that hear of each other at different times', { timeout: 60_000 }, () => {
  it.each([
    ['comes', (zone: LeaseZone) => zone.join('newcomer', 100)],
    ['is killed', (zone: LeaseZone) => zone.kill('node-0')],
    ['leaves', (zone: LeaseZone) => zone.leave('node-0')],
  ])('move each partition that has to move once, and no other, when one %s', (_, happens) => {
    fc.assert(
      fc.property(partitionCount, lateness, (partitions, lateMs) => {
        const zone = zoneOf(partitions, lateMs);
        const before = zone.owners;
        happens(zone);
        zone.run(CALM_MS);
        expect(zone.owners).toEqual(assignPartitions(partitions, zone.serving));
        expect(sorted(zone.moves)).toEqual(sorted(changed(before, zone.owners)));
        expect(zone.outOfTurn).toBe(0);
        expect(zone.givenBackMs).toBeLessThanOrEqual(500);
      }),
      RUNS,
    );
  });

  it('agree again after one of them seemed dead to some: what was taken from it goes back once', () => {
    const silenceMs = fc.integer({ min: 10, max: 40 }).map((steps) => steps * 50);
    fc.assert(
      fc.property(partitionCount, lateness, silenceMs, (partitions, lateMs, silence) => {
        const zone = zoneOf(partitions, lateMs);
        const before = zone.owners;
        zone.silence('node-0', silence);
        zone.run(silence + CALM_MS);
        expect(zone.owners).toEqual(before);
        const ofOthers = [...zone.moves.keys()].filter((partition) => before[partition] !== 'node-0');
        expect([...zone.moves.values()].filter((moves) => moves !== 2)).toEqual([]);
        expect(silence <= NOT_MISSED_MS ? ofOthers : []).toEqual([]);
        expect(zone.outOfTurn).toBe(0);
        expect(zone.givenBackMs).toBeLessThanOrEqual(500);
      }),
      RUNS,
    );
  });
});
