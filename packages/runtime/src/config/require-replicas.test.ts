import { describe, expect, it } from 'vitest';

import { requireReplicas } from './require-replicas.ts';

describe('durability "replicated"', () => {
  it('needs three copies of every write', () => {
    expect(() => requireReplicas({ durability: 'replicated', replicas: 1 })).toThrow(/REPLICAS of 3.*not 1/);
    expect(() => requireReplicas({ durability: 'replicated', replicas: 3 })).not.toThrow();
  });

  it('is the only one that does', () => {
    expect(() => requireReplicas({ durability: 'fsync', replicas: 1 })).not.toThrow();
    expect(() => requireReplicas({ durability: 'relaxed', replicas: 1 })).not.toThrow();
  });
});
