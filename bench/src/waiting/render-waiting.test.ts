import { describe, expect, it } from 'vitest';

import { Latencies } from '../harness/latencies.ts';
import { renderParked } from './render-parked.ts';
import { renderTakeOver } from './render-take-over.ts';

function latencies(...ms: readonly number[]) {
  const all = new Latencies();
  for (const each of ms) all.record(each);
  return all.summary();
}

describe('what came of it, for a terminal', () => {
  it('says what waiting executions take, and how late they went on', () => {
    const text = renderParked({
      executions: 1_000,
      tokensPercent: 10,
      resumedPerSecond: 50,
      startedPerSecond: 2_912.3,
      memory: [
        { when: 'empty', residentMiB: 100, fileMiB: 50, peakMiB: 100 },
        { when: 'all waiting', residentMiB: 200, fileMiB: 50, peakMiB: 300 },
        { when: 'all ended', residentMiB: 150, fileMiB: 50, peakMiB: 310 },
      ],
      late: { timer: latencies(1, 2, 3), token: latencies() },
      ended: 1_001,
      failed: 0,
      early: 0,
      refused: 2,
    });
    expect(text).toContain('1,000 executions started (2,910/s)');
    expect(text).toContain(
      '100 MiB empty, 200 MiB with all of them waiting (102 KiB each), 150 MiB in the end',
    );
    expect(text).toContain('never more than 310 MiB');
    expect(text).toContain('late, by a timer: p50 2 ms, p99 3 ms, p99.9 3 ms, most 3 ms (3)');
  });

  it('says how long nobody answered', () => {
    const text = renderTakeOver({
      executions: 10_000,
      rounds: 3,
      answeredMs: [1_500, 1_200, 1_900],
      dueAtDeath: latencies(1_000),
      dueLater: latencies(4),
    });
    expect(text).toContain('10,000 open executions in the partition, its owner killed 3 times');
    expect(text).toContain('answered again after 1.5 s (1.2 s to 1.9 s)');
  });
});
