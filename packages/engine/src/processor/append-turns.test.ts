import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../../test/virtual-clock.ts';
import { AppendTurns } from './append-turns.ts';

const PATIENCE_MS = 50;

function turnsFor(turnsMax: number) {
  const clock = new VirtualClock(0);
  const turns = new AppendTurns({ clock, turnsMax, patienceMs: PATIENCE_MS });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const request = (...names: string[]) => {
    for (const name of names) {
      turns.request((end) => {
        begun.push(name);
        ends.set(name, end);
      });
    }
  };
  return { clock, begun, request, end: (name: string) => ends.get(name)?.() };
}

describe('the turns of appends', () => {
  it('begin at once while there are some, and then in the order of the requests', () => {
    const { begun, request, end } = turnsFor(2);
    request('a', 'b', 'c', 'd');
    expect(begun).toEqual(['a', 'b']);
    end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('end once', () => {
    const { begun, request, end } = turnsFor(1);
    request('a', 'b', 'c');
    end('a');
    end('a');
    expect(begun).toEqual(['a', 'b']);
  });

  it('keep nobody waiting for longer than an append should take', () => {
    const { clock, begun, request, end } = turnsFor(2);
    request('stuck');
    clock.advanceTo(20);
    request('stuck too', 'b', 'c');
    clock.advanceTo(PATIENCE_MS - 1);
    expect(begun).toEqual(['stuck', 'stuck too']);
    clock.advanceTo(PATIENCE_MS);
    expect(begun).toEqual(['stuck', 'stuck too', 'b']);
    end('stuck');
    expect(begun).toEqual(['stuck', 'stuck too', 'b']);
    clock.advanceTo(PATIENCE_MS + 20);
    expect(begun).toEqual(['stuck', 'stuck too', 'b', 'c']);
  });

  it('set no timer while nobody waits', () => {
    const { clock, request } = turnsFor(2);
    request('a', 'b');
    expect(clock.nextAlarm).toBeUndefined();
    request('c');
    expect(clock.nextAlarm).toBe(PATIENCE_MS);
  });
});
