import { describe, expect, it } from 'vitest';

import { openSystems, type StartSystem } from './open-systems.ts';
import type { CaseDeclaration } from './workload.ts';

const ONE: CaseDeclaration = {
  system: 'one',
  durability: 'none',
  load: { kind: 'closed', concurrency: 1 },
  unitsPerOperation: 1,
};
const ONE_MORE: CaseDeclaration = { ...ONE, load: { kind: 'closed', concurrency: 64 } };
const VARIANT: CaseDeclaration = { ...ONE, variant: 'otherwise' };

describe('openSystems', () => {
  it('starts what the cases need, once, and ends it with the workload', async () => {
    const told: string[] = [];
    const system =
      (name: string): StartSystem =>
      async (stack) => {
        told.push(`start ${name}`);
        stack.defer(() => void told.push(`end ${name}`));
        return () => void told.push(name);
      };
    const systems = { one: system('one'), 'one, otherwise': system('otherwise'), two: system('two') };
    {
      await using open = await openSystems([ONE, ONE_MORE, VARIANT], systems);
      expect(open.operation(ONE)).toBe(open.operation(ONE_MORE));
      await open.operation(VARIANT)();
    }
    expect(told).toEqual(['start one', 'start otherwise', 'otherwise', 'end otherwise', 'end one']);
  });

  it('lets a peer that does not start fail when it is called, and only then', async () => {
    const peer: CaseDeclaration = {
      ...ONE,
      system: 'peer',
      peer: { name: 'restate', comparedWith: 'one/none/c1' },
    };
    await using open = await openSystems([ONE, peer], {
      one: async () => () => {},
      peer: () => Promise.reject(new Error('its server does not start')),
    });
    expect(open.operation(ONE)()).toBeUndefined();
    await expect(open.operation(peer)()).rejects.toThrow('its server does not start');
  });

  it('ends what it has started when something else does not start', async () => {
    const told: string[] = [];
    const systems: Readonly<Record<string, StartSystem>> = {
      one: async (stack) => {
        stack.defer(() => void told.push('end one'));
        return () => {};
      },
      'one, otherwise': () => Promise.reject(new Error('no port is free')),
    };
    await expect(openSystems([ONE, VARIANT], systems)).rejects.toThrow('no port is free');
    expect(told).toEqual(['end one']);
  });
});
