import { describe, expect, it } from 'vitest';

import { MetricRegistry } from './metric-registry.ts';

describe('the metrics of a node', () => {
  it('are told in the text format of Prometheus', () => {
    const registry = new MetricRegistry();
    const counter = registry.counter('edgestep_things_total', 'Things that happened.', [{ kind: 'none' }]);
    registry.gauge('edgestep_used_ratio', 'How full it is.', () => [
      { labels: { store: 'a "b"\\\n' }, value: 0.5 },
    ]);
    counter.add({ kind: 'one' });
    counter.add({ kind: 'one' }, 2);
    counter.add();
    expect(registry.text()).toBe(
      [
        '# HELP edgestep_things_total Things that happened.',
        '# TYPE edgestep_things_total counter',
        'edgestep_things_total{kind="none"} 0',
        'edgestep_things_total{kind="one"} 3',
        'edgestep_things_total 1',
        '# HELP edgestep_used_ratio How full it is.',
        '# TYPE edgestep_used_ratio gauge',
        'edgestep_used_ratio{store="a \\"b\\"\\\\\\n"} 0.5',
        '',
      ].join('\n'),
    );
  });
});
