import { describe, expect, it } from 'vitest';

import { durabilityShortfall } from './durability-shortfall.ts';
import { parseServerFacts, type ServerFacts } from './server-facts.ts';

const lax: ServerFacts = {
  serverId: 'N1',
  serverName: 'dallas-1',
  version: '2.15.1',
  syncAlways: false,
  jetStream: true,
  clusterSize: 1,
  ageMs: undefined,
};
const strict: ServerFacts = { ...lax, syncAlways: true };

describe('what a server lacks', () => {
  it('is the sync, when fsync is asked for', () => {
    expect(durabilityShortfall('fsync', [strict])).toBeUndefined();
    expect(durabilityShortfall('fsync', [lax])).toMatch(/dallas-1 .* `sync_interval: always`/);
  });

  it('is one server too few, when replication is asked for', () => {
    expect(durabilityShortfall('replicated', [{ ...lax, clusterSize: 3 }])).toBeUndefined();
    expect(durabilityShortfall('replicated', [{ ...strict, clusterSize: 2 }])).toMatch(/cluster of 2/);
  });

  it('is nothing, when a laptop asks for little', () => {
    expect(durabilityShortfall('relaxed', [lax])).toBeUndefined();
  });

  it('is told of the weakest of them', () => {
    expect(durabilityShortfall('fsync', [strict, { ...lax, serverName: 'dallas-2' }])).toMatch(/dallas-2/);
    expect(durabilityShortfall('relaxed', [])).toMatch(/no server/);
  });

  it('may be JetStream itself, or a newer version', () => {
    expect(durabilityShortfall('relaxed', [{ ...lax, jetStream: false }])).toMatch(/no JetStream/);
    expect(durabilityShortfall('relaxed', [{ ...lax, version: '2.11.9' }])).toMatch(/2\.11\.9/);
    expect(durabilityShortfall('relaxed', [{ ...lax, version: '3.0.0-RC.1' }])).toBeUndefined();
  });
});

describe('the facts about a server', () => {
  it('are read from its varz', () => {
    const varz = {
      server_id: 'N1',
      server_name: 'dallas-1',
      version: '2.15.1',
      jetstream: { config: { store_dir: '/data', sync_always: true }, meta: { cluster_size: 3 } },
    };
    expect(parseServerFacts(varz)).toEqual({ ...strict, clusterSize: 3 });
    expect(parseServerFacts({ ...varz, jetstream: {} })).toEqual({ ...lax, jetStream: false });
    const times = { start: '2026-11-21T08:00:00.5Z', now: '2026-11-21T08:00:02Z' };
    expect(parseServerFacts({ ...varz, ...times }).ageMs).toBe(1_500);
    expect(parseServerFacts({ ...varz, ...times, start: 'long ago' }).ageMs).toBeUndefined();
  });

  it('are not made up from an answer of something else', () => {
    for (const answer of [null, 'ok', [], { server_id: 1 }]) {
      expect(() => parseServerFacts(answer)).toThrow(/not the varz/);
    }
  });
});
