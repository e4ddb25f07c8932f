import { describe, expect, it } from 'vitest';

import { RecentlyClosed } from './recently-closed.ts';

const facts = { startedAt: 1, closedAt: 2 };

describe('the executions that were closed last', () => {
  it('are known until others have taken their place', () => {
    const recent = new RecentlyClosed(2, 10);
    for (const [name, sequence] of [
      ['a', 11],
      ['b', 12],
      ['c', 15],
    ] as const) {
      recent.note(name, facts, { sequence });
    }
    expect(recent.find('a')).toBeUndefined();
    expect(recent.find('b')).toMatchObject(facts);
    expect(recent.find('c')).toMatchObject(facts);
  });

  it('say how far a projection must have come to know the others', () => {
    const recent = new RecentlyClosed(1, 10);
    expect(recent.forgottenThrough).toBe(10);
    recent.note('a', facts, { sequence: 11 });
    recent.note('b', facts, { sequence: 14 });
    expect(recent.forgottenThrough).toBe(11);
    recent.note('c', facts, { sequence: 14 });
    expect(recent.forgottenThrough).toBe(14);
  });

  it('are never forgotten before they are durable: no projection could know them', () => {
    const recent = new RecentlyClosed(1, 10);
    const position = { sequence: undefined as number | undefined };
    recent.note('a', facts, position);
    recent.note('b', facts, { sequence: 13 });
    expect(recent.find('a')).toBeDefined();
    position.sequence = 12;
    for (const [name, sequence] of [
      ['c', 14],
      ['d', 15],
    ] as const) {
      recent.note(name, facts, { sequence });
    }
    expect(['a', 'b', 'c', 'd'].map((name) => recent.find(name) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(recent.forgottenThrough).toBe(13);
  });

  it('are none where names are never taken', () => {
    const recent = new RecentlyClosed(0, 10);
    recent.note('a', facts, { sequence: 11 });
    expect([recent.find('a'), recent.forgottenThrough]).toEqual([undefined, 10]);
  });
});
