import { table } from '../terminal/table.ts';
import type { Connection } from './connect.ts';
import { UsageError } from './usage-error.ts';

/** A zone as the control plane's REST API shows it (`GET /v1/zones`). */
interface ZoneStatus {
  readonly name: string;
  /** Whether a node of the zone answered just now. */
  readonly connected: boolean;
  readonly nodes: readonly { readonly id: string; readonly url: string; readonly partitions: number }[];
  /** How many partitions the zone has; null when nobody has told. */
  readonly partitions: number | null;
  /** What an operator should look at. */
  readonly warnings: readonly string[];
  /** Partitions that nobody can own, because their logs are damaged. */
  readonly stopped: readonly { readonly partition: number; readonly reason: string }[];
  /** Open Standard executions, as far as the hub has heard. */
  readonly open: number;
  /** How old what the hub knows of this zone is. */
  readonly ageMs: number;
}

/** `edgestep zones`: asks the control plane. */
export async function zones({ terminal, endpoint }: Connection): Promise<void> {
  const response = await fetch(`${endpoint}/v1/zones`).catch((error: unknown) => {
    throw new UsageError(`The control plane at ${endpoint} does not answer: ${reasonOf(error)}`);
  });
  if (!response.ok) {
    throw new UsageError(
      `${endpoint} is no control plane (it answered ${response.status}); give its address with --endpoint.`,
    );
  }
  const { zones: found } = (await response.json()) as { zones: readonly ZoneStatus[] };
  terminal.result(found, () =>
    [zoneTable(found), ...found.flatMap(warningLines), ...found.flatMap(stoppedLines)].join('\n'),
  );
}

function zoneTable(found: readonly ZoneStatus[]): string {
  return table(
    ['ZONE', 'LINK', 'NODES', 'PARTITIONS', 'OPEN', 'AGE', 'ADDRESSES'],
    found.map((zone) => [
      zone.name,
      zone.connected ? 'up' : 'cut',
      String(zone.nodes.length),
      zone.partitions === null ? '-' : String(zone.partitions),
      String(zone.open),
      `${zone.ageMs} ms`,
      zone.nodes.map(({ url }) => url).join(' '),
    ]),
  );
}

function warningLines({ name, warnings }: ZoneStatus): string[] {
  return warnings.map((warning) => `${name}: ${warning}`);
}

function stoppedLines({ name, stopped }: ZoneStatus): string[] {
  if (stopped.length === 0) return [];
  return [
    ...stopped.map(({ partition, reason }) => `${name}: partition ${partition} is stopped: ${reason}`),
    `Look for the lost records at the hub: edgestep repair --zone ${name}`,
  ];
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
