import type { RestRoute } from '@edgestep/gateway';

import type { ZoneDirectory } from '../zones/zone-directory.ts';

/** What the hub has heard of a zone's executions. */
export interface HubKnowledge {
  /** Open Standard executions of the zone. */
  openExecutions(zone: string): number;
}

/** What an operator should look at. */
export interface ZoneDoubts {
  doubt(zone: string): string | undefined;
}

/** `GET /v1/zones`: every zone with its link, its nodes, and how old what the hub knows is. */
export function zonesRoute(
  directory: ZoneDirectory,
  knowledge: HubKnowledge,
  partitions: ZoneDoubts,
): RestRoute {
  return {
    method: 'GET',
    path: '/v1/zones',
    async handle() {
      const now = Date.now();
      const zones = directory.zones.map(({ zone, report, answeredAt, connected, latencyMs }) => ({
        name: zone,
        connected,
        latencyMs: Math.round(latencyMs * 100) / 100,
        nodes: report?.nodes ?? [],
        partitions: report?.partitions ?? null,
        warnings: [partitions.doubt(zone)].filter((doubt) => doubt !== undefined),
        stopped: report?.stopped ?? [],
        nats: report?.nats ?? [],
        open: knowledge.openExecutions(zone),
        ageMs: answeredAt === 0 ? null : now - answeredAt,
      }));
      return { status: 200, body: { kind: 'json', value: { zones } } };
    },
  };
}
