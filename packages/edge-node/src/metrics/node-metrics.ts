import type { SweepFinding } from '@edgestep/engine';
import type { RestRoute } from '@edgestep/gateway';

import { MetricRegistry, type Counter } from './metric-registry.ts';

/** What a node counts. Their names are part of the product: dashboards and alarms rely on them. */
export interface NodeMetrics {
  readonly registry: MetricRegistry;
  /** Open executions that the sweep found without a pending cause, and repaired (E4); `missing`: what they lacked. */
  readonly sweepFindings: Counter;
  /** Rounds of the sweep over all open executions of a partition. */
  readonly sweeps: Counter;
  /** Starts and redrives that were refused because a store fills up. */
  readonly startsRefused: Counter;
  /** Records that a log had lost and got back from the hub (E5). */
  readonly recordsRestored: Counter;
  /** Times that a log was found damaged (E5). */
  readonly logDamage: Counter;
}

/** What a sweep may find missing. */
const MISSING: readonly SweepFinding['missing'][] = ['cause', 'timer', 'continuation'];

export function createNodeMetrics(): NodeMetrics {
  const registry = new MetricRegistry();
  return {
    registry,
    sweepFindings: registry.counter(
      'edgestep_sweep_findings_total',
      'Open executions that had nothing pending; each was repaired.',
      MISSING.map((missing) => ({ missing })),
    ),
    sweeps: registry.counter(
      'edgestep_sweeps_total',
      'Times that all open executions of a partition were proven to have something pending.',
      [{}],
    ),
    startsRefused: registry.counter(
      'edgestep_starts_refused_total',
      'Starts and redrives that were refused because a store fills up.',
      [{}],
    ),
    recordsRestored: registry.counter(
      'edgestep_log_records_restored_total',
      'Records that a log had lost and got back from the copy of the hub.',
    ),
    logDamage: registry.counter('edgestep_log_damage_total', 'Times that a log was found damaged.'),
  };
}

/** Shows how many executions are open in each partition of this node. */
export function showOpenExecutions({ registry }: NodeMetrics, read: () => ReadonlyMap<number, number>): void {
  registry.gauge('edgestep_open_executions', 'Open Standard executions of this node.', () =>
    [...read()].map(([partition, value]) => ({ labels: { partition: String(partition) }, value })),
  );
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
