import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

import { EdgestepError } from '@edgestep/shared';

/**
 * Below the range from which systems take the ports of outgoing connections: a server that is restarted on its
 * port must not find it taken by somebody's client.
 */
const FIRST = 20_000;
const LAST = 32_000;
const ATTEMPTS_MAX = 200;

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new EdgestepError('internal', `no free port found between ${FIRST} and ${LAST} on 127.0.0.1`);
}

/** Whether 127.0.0.1 can be bound on this port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
