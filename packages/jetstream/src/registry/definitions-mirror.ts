import { DEFINITIONS_BUCKET, mirrorDeliverSubject } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { bucketStream } from '../kv/ensure-bucket.ts';
import { MirrorKeeper } from '../mirror/mirror-keeper.ts';
import { HUB_DOMAIN } from '../server-config/hub-server-config.ts';

export interface DefinitionsMirrorOptions {
  /** A connection to the zone's own server. */
  readonly connection: Connection;
  readonly zone: string;
  /** How many of the zone's servers keep the copy; 1 when absent. */
  readonly replicas?: number;
  readonly onTrouble?: (message: string) => void;
}

/**
 * Keeps the zone's copy of the hub's definitions: sets it up when the hub is reached for the first time, and watches
 * that it follows. A copy that is there serves without the hub (demand 7); the hub decides what it holds.
 */
export function keepDefinitionsMirror(options: DefinitionsMirrorOptions): MirrorKeeper {
  const { connection, zone, replicas = 1, onTrouble = () => {} } = options;
  const stream = bucketStream(DEFINITIONS_BUCKET);
  const mirror = {
    origin: { stream, domain: HUB_DOMAIN },
    copy: stream,
    description: `Edgestep: the definitions, as ${zone} has them from the hub`,
    replicas,
    consumer: `zone_${zone}`,
    deliverSubject: mirrorDeliverSubject(zone, stream),
  };
  return new MirrorKeeper({ connection, mirrors: [mirror], onOtherOrigin: 'replace', onTrouble });
}
