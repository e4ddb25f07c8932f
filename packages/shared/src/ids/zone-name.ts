declare const zoneNameBrand: unique symbol;

/** The name of a zone, for instance `los-angeles`: also its JetStream domain and the region of its ARNs. */
export type ZoneName = string & { readonly [zoneNameBrand]: true };

/** The region that the control plane writes into ARNs: any zone that runs the state machine. */
export const HUB_REGION = 'hub';

const ZONE_NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** Parses a zone name: lower-case letters, digits and hyphens, at most 63 characters, a letter first; not `hub`. */
export function parseZoneName(text: string): ZoneName | undefined {
  return ZONE_NAME.test(text) && text !== HUB_REGION ? (text as ZoneName) : undefined;
}
