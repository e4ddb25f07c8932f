import { ApiCaller } from '../clients/api-caller.ts';
import type { ZoneParts } from './zone-parts.ts';

const CLIENTS = 3;

/** Whoever calls the zone's API: clients, and the workers that have task tokens. */
export function zoneCallers(parts: ZoneParts): {
  readonly clients: readonly ApiCaller[];
  readonly worker: ApiCaller;
} {
  const caller = (name: string) =>
    new ApiCaller({ ...parts, random: parts.random.fork(name), nodes: () => parts.fleet.running }, name);
  const worker = caller('worker-calls');
  return { worker, clients: Array.from({ length: CLIENTS }, (_, index) => caller(`client-${index}`)) };
}
