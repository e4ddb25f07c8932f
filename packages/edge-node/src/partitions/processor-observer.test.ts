import { describe, expect, it } from 'vitest';

import { createNodeMetrics } from '../metrics/node-metrics.ts';
import { processorObserver } from './processor-observer.ts';

const executionArn = 'arn:aws:states:dallas:000000000000:execution:orders:1';

describe("what a partition's sweep finds", () => {
  it('reaches a metric that is there from the beginning, and a line of the log', () => {
    const metrics = createNodeMetrics();
    const lines: unknown[] = [];
    const observer = processorObserver(5, {
      logs: { onRecord: () => {} },
      index: { tell: () => {} },
      log: { error: (fields: object, message?: string) => void lines.push([fields, message]) },
      metrics,
    });
    expect(metrics.registry.text()).toContain('edgestep_sweep_findings_total{missing="cause"} 0');
    expect(metrics.registry.text()).toContain('edgestep_sweeps_total 0');
    observer.onFinding?.({ executionArn, missing: 'cause' });
    observer.onFinding?.({ executionArn, missing: 'timer' });
    observer.onSwept?.();
    const text = metrics.registry.text();
    expect(text).toContain('edgestep_sweep_findings_total{missing="cause"} 1');
    expect(text).toContain('edgestep_sweep_findings_total{missing="timer"} 1');
    expect(text).toContain('edgestep_sweeps_total 1');
    const message = 'an open execution had nothing pending, and was repaired';
    expect(lines[0]).toEqual([{ partition: 5, executionArn, missing: 'cause' }, message]);
  });
});
