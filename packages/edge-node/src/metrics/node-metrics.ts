import type { RestRoute } from '@edgestep/gateway';

import { MetricRegistry, type Counter } from './metric-registry.ts';

/** What a node counts. Their names are part of the product: dashboards and alarms rely on them. */
export interface NodeMetrics {
  readonly registry: MetricRegistry;
  /** Open executions that the sweep found without a pending cause, and repaired (E4); `missing`: what they lacked. */
  readonly sweepFindings: Counter;
  /** Starts and redrives that were refused because a store fills up. */
  readonly startsRefused: Counter;
  /** Records that a log had lost and got back from the hub (E5). */
  readonly recordsRestored: Counter;
  /** Times that a log was found damaged (E5). */
  readonly logDamage: Counter;
}

export function createNodeMetrics(): NodeMetrics {
  const registry = new MetricRegistry();
  return {
    registry,
    sweepFindings: registry.counter(
      'edgestep_sweep_findings_total',
      'Open executions that had nothing pending; each was repaired.',
    ),
    startsRefused: registry.counter(
      'edgestep_starts_refused_total',
      'Starts and redrives that were refused because a store fills up.',
    ),
    recordsRestored: registry.counter(
      'edgestep_log_records_restored_total',
      'Records that a log had lost and got back from the copy of the hub.',
    ),
    logDamage: registry.counter('edgestep_log_damage_total', 'Times that a log was found damaged.'),
  };
}

/** `GET /metrics`, in the text format of Prometheus. */
export function metricsRoute({ registry }: NodeMetrics): RestRoute {
  return {
    method: 'GET',
    path: '/metrics',
    handle: async () => ({
      status: 200,
      body: {
        kind: 'bytes',
        contentType: 'text/plain; version=0.0.4; charset=utf-8',
        bytes: registry.text(),
      },
    }),
  };
}
