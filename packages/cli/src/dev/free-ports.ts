import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

import { EdgestepError } from '@edgestep/shared';

/**
 * Below the range from which systems take the ports of outgoing connections: a server that is restarted on its
 * port must not find it taken by somebody's client.
 */
const FIRST = 20_000;
const LAST = 32_000;
const BLOCK = 16;
const ATTEMPTS_MAX = 200;

/** Ports of which the first is bound by this process for as long as it lives. */
interface PortBlock {
  readonly end: number;
  next: number;
}

let block: PortBlock = { next: 0, end: 0 };

/**
 * Different ports of 127.0.0.1 that nobody listens on. They are handed out once, to one process: between the choice of
 * a port and its server's start lie seconds, in which another cluster on this machine would take it otherwise.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found: number[] = [];
  while (found.length < count) {
    if (block.next === block.end) block = await claimBlock();
    const port = block.next;
    block.next += 1;
    if (await isFree(port)) found.push(port);
  }
  return found;
}

async function claimBlock(): Promise<PortBlock> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const first = FIRST + randomInt((LAST - FIRST) / BLOCK) * BLOCK;
    const guard = await listen(first);
    guard?.unref();
    if (guard !== undefined) return { next: first + 1, end: first + BLOCK };
  }
  throw new EdgestepError('internal', `no free ports found between ${FIRST} and ${LAST} on 127.0.0.1`);
}

/** Whether 127.0.0.1 can be bound on this port now. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server === undefined) return false;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return true;
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
