import { EdgestepError } from '@edgestep/shared';

import type { ListenAddress } from './setting.ts';

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|::1)$/;

/** Without authentication an API must not be reachable from elsewhere. Throws `config-invalid`. */
export function requireLoopback(addresses: readonly ListenAddress[]): void {
  for (const { host, port } of addresses) {
    if (LOOPBACK.test(host)) continue;
    throw new EdgestepError(
      'config-invalid',
      `EDGESTEP_AUTH is none, so the API listens on loopback only, not on ${host}:${port}`,
    );
  }
}
