import type { ProcessorLimits } from '@edgestep/engine';

import type { SeededRandom } from '../core/seeded-random.ts';

/** Small limits, so that everything that has one is reached. */
export function drawProcessorLimits(random: SeededRandom): Partial<ProcessorLimits> {
  return {
    appendsInFlightMax: random.int(1, 4),
    recordBytesMax: random.pick([500, 4_000, 524_288]),
    snapshotRecords: random.int(3, 40),
    sweepIntervalMs: random.int(1_000, 5_000),
    recentlyClosedMax: random.int(1, 6),
    parkAfterMs: random.pick([0, 100, 1_000]),
    definitionRetryMs: 200,
  };
}
