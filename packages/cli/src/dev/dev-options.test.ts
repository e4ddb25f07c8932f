import { describe, expect, it } from 'vitest';

import { parseDevOptions, type RawDevOptions } from './dev-options.ts';

const raw: RawDevOptions = {
  zones: 'dallas',
  nodesPerZone: '2',
  serversPerZone: '1',
  portBase: '7400',
  data: 'data',
  durability: 'fsync',
  auth: 'none',
  restart: true,
};

describe('the servers of a local zone', () => {
  it('are one, or three or five that replicate', () => {
    for (const serversPerZone of ['1', '3', '5']) {
      expect(parseDevOptions({ ...raw, serversPerZone })).toMatchObject({
        serversPerZone: Number(serversPerZone),
      });
    }
    for (const serversPerZone of ['0', '2', '7', 'three']) {
      expect(parseDevOptions({ ...raw, serversPerZone })).toEqual({
        problems: [`--servers-per-zone must be 1, 3 or 5, not '${serversPerZone}'`],
      });
    }
  });

  it('are at least three when replication is what makes a write durable', () => {
    const replicated = { ...raw, durability: 'replicated' };
    expect(parseDevOptions(replicated)).toEqual({
      problems: ['--durability replicated needs --servers-per-zone 3 or more'],
    });
    expect(parseDevOptions({ ...replicated, serversPerZone: '3' })).toMatchObject({
      durability: 'replicated',
    });
  });
});
