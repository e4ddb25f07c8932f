import { createServer } from 'node:net';

/** Below the range from which the system takes the local ports of outgoing connections, so that those don't collide. */
const PORT_MIN = 20_000;
const PORT_MAX = 32_000;

/** Different ports of the loopback address that nobody listens on right now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = PORT_MIN + Math.floor(Math.random() * (PORT_MAX - PORT_MIN));
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
