import { describe, expect, it } from 'vitest';

import { isKeptByHub, isKeptByZone } from './watched-streams.ts';

describe('the streams that must be as durable as their servers', () => {
  it.each([
    ['EDGESTEP_P00', true],
    ['EDGESTEP_P127', true],
    ['KV_edgestep_leases', true],
    ['KV_edgestep_keys', true],
    ['KV_edgestep_nodes', false],
    ['EDGESTEP_P00_REPAIR', false],
    ['EDGESTEP_SNAPSHOTS', false],
    ['readings', false],
  ])('of a zone: %s %s', (stream, isKept) => {
    expect(isKeptByZone(stream)).toBe(isKept);
  });

  it.each([
    ['KV_definitions', true],
    ['dallas_EDGESTEP_P03', true],
    ['new-york_EDGESTEP_P15', true],
    ['dallas_EDGESTEP_P03_ASIDE_61', false],
    ['houston_EDGESTEP_P03', false],
    ['EDGESTEP_P03', false],
  ])('of the hub of dallas and new-york: %s %s', (stream, isKept) => {
    expect(isKeptByHub(['dallas', 'new-york'])(stream)).toBe(isKept);
  });
});
