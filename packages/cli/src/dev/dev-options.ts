import type { Durability } from '@edgestep/jetstream';
import { parseZoneName, type ZoneName } from '@edgestep/shared';

/** What `edgestep dev` was asked for, checked. */
export interface DevOptions {
  readonly zones: readonly ZoneName[];
  readonly nodesPerZone: number;
  /** How many nats-servers keep a zone's streams together: 1, 3 or 5. */
  readonly serversPerZone: number;
  /** The control plane's port; zones follow it in the order of `zones`. */
  readonly portBase: number;
  /** Where state survives a restart. */
  readonly dataDir: string;
  readonly functionsUrl: string | undefined;
  readonly durability: Durability;
  readonly json: boolean;
  readonly restart: boolean;
}

export interface RawDevOptions {
  readonly zones: string;
  readonly nodesPerZone: string;
  readonly serversPerZone: string;
  readonly portBase: string;
  readonly data: string;
  readonly functions?: string;
  readonly durability: string;
  readonly auth: string;
  readonly json?: boolean;
  readonly restart: boolean;
}

const ZONES_MAX = 32;
const DURABILITIES = ['fsync', 'replicated', 'relaxed'] as const satisfies readonly Durability[];
export const NODES_PER_ZONE_MAX = 16;

/** Checks the command line. Every wrong value is named, all at once. */
export function parseDevOptions(raw: RawDevOptions): DevOptions | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const zones = parseZones(raw.zones, problems);
  const nodesPerZone = parseInteger('--nodes-per-zone', raw.nodesPerZone, 1, NODES_PER_ZONE_MAX, problems);
  const portBase = parseInteger('--port-base', raw.portBase, 1024, 65_535 - ZONES_MAX, problems);
  const serversPerZone = Number(raw.serversPerZone);
  if (![1, 3, 5].includes(serversPerZone)) {
    problems.push(`--servers-per-zone must be 1, 3 or 5, not '${raw.serversPerZone}'`);
  }
  const durability = DURABILITIES.find((each) => each === raw.durability);
  if (durability === undefined) {
    problems.push(`--durability must be ${DURABILITIES.join(', ')}, not '${raw.durability}'`);
  } else if (durability === 'replicated' && serversPerZone === 1) {
    problems.push('--durability replicated needs --servers-per-zone 3 or more');
  }
  if (raw.auth !== 'none') {
    problems.push(
      `--auth must be none, not '${raw.auth}': a cluster started by dev has no identity provider`,
    );
  }
  if (raw.functions !== undefined && !isHttpUrl(raw.functions)) {
    problems.push(`--functions must be an http or https URL, not '${raw.functions}'`);
  }
  if (problems.length > 0 || durability === undefined) return { problems };
  return {
    zones,
    nodesPerZone,
    serversPerZone,
    portBase,
    dataDir: raw.data,
    functionsUrl: raw.functions?.replace(/\/+$/, ''),
    durability,
    json: raw.json === true,
    restart: raw.restart,
  };
}

function parseZones(text: string, problems: string[]): ZoneName[] {
  const zones: ZoneName[] = [];
  for (const part of text.split(',')) {
    const zone = parseZoneName(part.trim());
    if (zone === undefined) {
      problems.push(
        `--zones: '${part}' is no zone name; use lower-case letters, digits and hyphens, a letter first ('hub' is taken)`,
      );
    } else if (zones.includes(zone)) {
      problems.push(`--zones: '${zone}' is named twice`);
    } else {
      zones.push(zone);
    }
  }
  if (zones.length > ZONES_MAX) problems.push(`--zones: at most ${ZONES_MAX} zones`);
  return zones;
}

function parseInteger(flag: string, text: string, min: number, max: number, problems: string[]): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    problems.push(`${flag} must be a whole number from ${min} to ${max}, not '${text}'`);
  }
  return value;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
