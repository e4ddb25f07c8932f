import { parseZoneName, type ZoneName } from '@edgestep/shared';
import { z } from 'zod';

/** The kinds of settings that the processes share. Values may come as text, from the environment. */

export function httpUrl() {
  return z
    .string('must be an http or https URL')
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'must be an http or https URL',
    )
    .transform((text) => text.replace(/\/+$/, ''));
}

/** One or several http or https URLs, separated by commas. */
export function httpUrls() {
  return z
    .string('must be http or https URLs, separated by commas')
    .transform((text) => text.split(',').map((part) => part.trim().replace(/\/+$/, '')))
    .refine(
      (urls) => urls.every((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)),
      'must be http or https URLs, separated by commas',
    );
}

/** One or several NATS server addresses, separated by commas. */
export function natsServers() {
  return z
    .string('must be NATS addresses such as nats://127.0.0.1:4222, separated by commas')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine(
      (servers) => servers.every((server) => /^(nats|tls|ws|wss):\/\/[^\s,]+$/.test(server)),
      'must be NATS addresses such as nats://127.0.0.1:4222, separated by commas',
    );
}

/** One or several folders, separated by commas. */
export function paths() {
  return z
    .string('must be folders, separated by commas')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((found) => found.every((path) => path !== ''), 'must be folders, separated by commas');
}

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `127.0.0.1:8083`. Port 0 takes a free one. */
export function listenAddress() {
  return z
    .string('must be HOST:PORT, for instance 127.0.0.1:8083')
    .transform((text, context): ListenAddress => {
      const match = /^(\[[0-9a-fA-F:]+\]|[^:\s]+):(\d{1,5})$/.exec(text.trim());
      const port = Number(match?.[2]);
      if (match === null || port > 65_535) {
        context.addIssue('must be HOST:PORT, for instance 127.0.0.1:8083');
        return z.NEVER;
      }
      return { host: (match[1] ?? '').replace(/^\[|\]$/g, ''), port };
    });
}

export function integer(min: number, max: number) {
  return z.coerce
    .number(`must be a whole number from ${min} to ${max}`)
    .refine(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      `must be a whole number from ${min} to ${max}`,
    );
}

export function zoneName() {
  return z.string('must name the zone').transform((text, context): ZoneName => {
    const zone = parseZoneName(text);
    if (zone !== undefined) return zone;
    context.addIssue(
      "must be a zone name: lower-case letters, digits and hyphens, a letter first, not 'hub'",
    );
    return z.NEVER;
  });
}

export function zoneNames() {
  return z.string('must name the zones, separated by commas').transform((text, context): ZoneName[] => {
    const zones: ZoneName[] = [];
    for (const part of text.split(',')) {
      const zone = parseZoneName(part.trim());
      if (zone === undefined) context.addIssue(`'${part}' is no zone name`);
      else if (zones.includes(zone)) context.addIssue(`'${zone}' is there twice`);
      else zones.push(zone);
    }
    return zones;
  });
}

/** `none` is the only mode without an identity provider; it binds to loopback only (see `requireLoopback`). */
export function authMode() {
  return z.literal('none', "must be 'none': no identity provider is built into this release");
}

export function durability() {
  return z.enum(['fsync', 'replicated', 'relaxed'], "must be 'fsync', 'replicated' or 'relaxed'");
}
