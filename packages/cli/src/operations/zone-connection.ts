import { connectToZone, type Connection } from '@edgestep/jetstream';

import { UsageError } from '../commands/usage-error.ts';

/** Where an operator's command finds the servers of a zone. */
export interface ZoneOptions {
  readonly zone: string;
  /** Addresses of the zone's servers, separated by commas; the control plane is asked when absent. */
  readonly nats?: string;
}

interface KnownZone {
  readonly name: string;
  readonly nats: readonly string[];
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Connects to the servers of a zone, which the control plane knows where they are not named. */
export async function openZone(options: ZoneOptions, endpoint: string): Promise<Connection> {
  const servers =
    options.nats?.split(',').map((part) => part.trim()) ?? (await serversOf(options.zone, endpoint));
  return connectToZone(options.zone, {
    servers,
    name: 'edgestep command',
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
  });
}

async function serversOf(zone: string, endpoint: string): Promise<readonly string[]> {
  const advice = "name the zone's NATS servers with --nats or EDGESTEP_NATS_URL";
  const response = await fetch(`${endpoint}/v1/zones`).catch(() => undefined);
  if (response?.ok !== true) {
    throw new UsageError(
      `No control plane answers at ${endpoint}: give its address with --endpoint, or ${advice}.`,
    );
  }
  const { zones } = (await response.json()) as { readonly zones: readonly KnownZone[] };
  const found = zones.find(({ name }) => name === zone);
  if (found === undefined) {
    const names = zones.map(({ name }) => name).join(', ');
    throw new UsageError(
      `The control plane at ${endpoint} knows no zone '${zone}'; it knows ${names || 'none'}.`,
    );
  }
  if (found.nats.length > 0) return found.nats;
  throw new UsageError(`No node of '${zone}' has told where its servers are: ${advice}.`);
}
