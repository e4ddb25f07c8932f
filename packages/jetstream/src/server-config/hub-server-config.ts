import { configText } from './config-text.ts';
import { LINK_PASSWORD_DEFAULT, LINK_SUBJECTS, LINK_USER } from './link-subjects.ts';
import { address, serverBlocks, type ServerOptions } from './server-options.ts';

/** The JetStream domain of the hub. */
export const HUB_DOMAIN = 'hub';

export interface HubServerOptions extends ServerOptions {
  /** Where the zones' servers connect as leaf nodes. */
  readonly leafPort: number;
  /** What zones log in with; the same as in their configurations. */
  readonly linkPassword?: string;
}

/** Who clients are that don't say who they are. The hub's own server is reachable for the hub's own processes only. */
const HUB_USER = 'hub';

/** The configuration of the hub's nats-server, as text. Zones may say and hear what `LINK_SUBJECTS` names. */
export function hubServerConfig(options: HubServerOptions): string {
  return configText({
    ...serverBlocks(HUB_DOMAIN, HUB_DOMAIN, options),
    authorization: {
      users: [
        { user: HUB_USER, password: HUB_USER },
        {
          user: LINK_USER,
          password: options.linkPassword ?? LINK_PASSWORD_DEFAULT,
          permissions: { publish: { allow: LINK_SUBJECTS }, subscribe: { allow: LINK_SUBJECTS } },
        },
      ],
    },
    no_auth_user: HUB_USER,
    leafnodes: { listen: address(options.host ?? '127.0.0.1', options.leafPort) },
  });
}
