import { RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { describe, expect, it } from 'vitest';

import { partitionStreamConfig } from '../log/partition-stream.ts';
import { repairStream } from '../repair/held-log.ts';
import { streamShortfall } from './stream-shortfall.ts';

const sound = {
  ...partitionStreamConfig(0, 'EDGESTEP_P00', 3),
  max_age: 0,
  max_bytes: -1,
  max_msgs: -1,
} as StreamConfig;
const asked = { durability: 'fsync', replicas: 3 } as const;

describe("what a partition's stream lacks", () => {
  it('is nothing as it was made', () => {
    expect(streamShortfall(sound, asked)).toBeUndefined();
  });

  it.each([
    [{ storage: StorageType.Memory }, /in memory/],
    [{ num_replicas: 1 }, /by 1 servers; 3 were asked for/],
    [{ persist_mode: 'async' }, /in the background/],
    [{ max_age: 1 }, /drops records/],
    [{ max_bytes: 1 }, /drops records/],
    [{ max_msgs: 1 }, /drops records/],
    [{ retention: RetentionPolicy.Interest }, /drops records/],
  ])('is told when somebody has changed it: %o', (change, lack) => {
    expect(streamShortfall({ ...sound, ...change } as StreamConfig, asked)).toMatch(lack);
  });

  it('is nothing while the log is being repaired', () => {
    const mirror = { name: repairStream(0) };
    expect(streamShortfall({ ...sound, num_replicas: 1, mirror } as StreamConfig, asked)).toBeUndefined();
  });

  it('is told of a copy as of a log', () => {
    const mirror = { name: 'EDGESTEP_P00' };
    expect(streamShortfall({ ...sound, mirror } as StreamConfig, asked)).toBeUndefined();
    expect(streamShortfall({ ...sound, mirror, num_replicas: 1 } as StreamConfig, asked)).toMatch(/3 were/);
  });
});
