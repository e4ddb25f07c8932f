import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startLinkProxy, startNatsServer, type NatsTestServer } from '@edgestep/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { LeaseManager } from './lease-manager.ts';
import type { LeaseOptions } from './lease-options.ts';

const PARTITIONS = 8;
const all = Array.from({ length: PARTITIONS }, (_, index) => index);

let server: NatsTestServer;
let cleanUp: AsyncDisposableStack;

beforeEach(async () => {
  cleanUp = new AsyncDisposableStack();
  server = cleanUp.use(await startNatsServer());
});

afterEach(() => cleanUp.disposeAsync());

/** A node and what it has seen: which partitions run, under which epochs, and which were lost. */
interface TestNode {
  readonly leases: LeaseManager;
  readonly running: Map<number, number>;
  readonly lost: number[];
}

async function startNode(
  nodeId: string,
  url = server.url,
  rest: Partial<LeaseOptions> = {},
): Promise<TestNode> {
  const connection = cleanUp.use(await connect({ servers: [url], name: nodeId }));
  const running = new Map<number, number>();
  const lost: number[] = [];
  const leases = await LeaseManager.start({
    connection,
    nodeId,
    partitions: PARTITIONS,
    lastKnownEpoch: async () => 0,
    onAcquired: async (partition, epoch, signal) => {
      running.set(partition, epoch);
      signal.addEventListener('abort', () => lost.push(partition));
      return {
        [Symbol.asyncDispose]: async () => {
          running.delete(partition);
        },
      };
    },
    ...rest,
  });
  cleanUp.use(leases);
  return { leases, running, lost };
}

const sorted = (values: Iterable<number>) => [...values].toSorted((one, other) => one - other);

describe('the leases of partitions', () => {
  it('all go to a node that is alone, at once', async () => {
    const node = await startNode('a');
    await expect.poll(() => sorted(node.running.keys()), { timeout: 1_000 }).toEqual(all);
    expect(new Set(node.running.values())).toEqual(new Set([1]));
    expect(sorted(node.leases.owned.keys())).toEqual(all);
    expect(node.leases.nodes).toEqual([{ nodeId: 'a', about: {} }]);
  });

  it('are shared with a node that comes, and never run on both', async () => {
    const a = await startNode('a');
    await expect.poll(() => a.running.size).toBe(PARTITIONS);
    const b = await startNode('b', server.url, { about: () => ({ url: 'http://127.0.0.1:1' }) });
    const watch = setInterval(() => {
      for (const partition of a.running.keys()) expect(b.running.has(partition)).toBe(false);
    }, 1);
    await expect.poll(() => b.running.size, { timeout: 5_000 }).toBeGreaterThan(0);
    await expect.poll(() => sorted([...a.running.keys(), ...b.running.keys()])).toEqual(all);
    clearInterval(watch);
    expect(new Set(b.running.values())).toEqual(new Set([2]));
    expect(a.leases.nodes).toContainEqual({ nodeId: 'b', about: { url: 'http://127.0.0.1:1' } });
  });

  it('are given back by a node that leaves, without waiting for the lease time', async () => {
    const a = await startNode('a', server.url, { leaseMs: 60_000 });
    await expect.poll(() => a.running.size).toBe(PARTITIONS);
    const b = await startNode('b', server.url, { leaseMs: 60_000 });
    await expect.poll(() => b.running.size, { timeout: 5_000 }).toBeGreaterThan(0);
    await a.leases[Symbol.asyncDispose]();
    expect(a.running.size).toBe(0);
    await expect.poll(() => sorted(b.running.keys())).toEqual(all);
  });

  it('are taken over within two seconds from a process that was killed', async () => {
    const script = join(import.meta.dirname, '..', '..', 'test', 'lease-node.ts');
    const child = spawn(process.execPath, ['--conditions=source', script, server.url, 'doomed']);
    cleanUp.defer(() => void child.kill('SIGKILL'));
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await expect.poll(() => printed.split('\n').length, { timeout: 10_000 }).toBe(PARTITIONS + 1);
    const b = await startNode('b');
    await expect.poll(() => b.running.size, { timeout: 5_000 }).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => sorted(b.running.keys()), { timeout: 2_000, interval: 20 }).toEqual(all);
    expect(new Set(b.running.values())).toEqual(new Set([2]));
  });

  it('are let go by a node that is cut off, before another one takes them', async () => {
    const proxy = cleanUp.use(await startLinkProxy(server.place.port));
    const cut = await startNode('cut', proxy.url);
    await expect.poll(() => cut.running.size).toBe(PARTITIONS);
    const b = await startNode('b', server.url, {
      onAcquired: async (partition) => {
        expect(cut.lost).toContain(partition);
        return { [Symbol.asyncDispose]: async () => {} };
      },
    });
    proxy.hold();
    proxy.mute();
    await expect.poll(() => sorted(b.leases.owned.keys()), { timeout: 5_000 }).toEqual(all);
    expect(cut.running.size).toBe(0);
    proxy.restore();
    await expect.poll(() => cut.running.size, { timeout: 10_000 }).toBeGreaterThan(0);
  });

  it('come back after the server was killed, under later epochs', async () => {
    const a = await startNode('a');
    const b = await startNode('b');
    const runningAll = () => sorted([...a.running.keys(), ...b.running.keys()]);
    await expect.poll(runningAll).toEqual(all);
    await expect.poll(() => Math.min(a.running.size, b.running.size), { timeout: 5_000 }).toBeGreaterThan(0);
    const before = new Map([...a.running, ...b.running]);
    await server.kill();
    await expect.poll(() => a.running.size + b.running.size, { timeout: 5_000 }).toBe(0);
    await server.restart();
    await expect.poll(runningAll, { timeout: 5_000 }).toEqual(all);
    for (const [partition, epoch] of [...a.running, ...b.running]) {
      expect(epoch).toBeGreaterThan(before.get(partition)!);
    }
  });

  it('pass to another node when one cannot open a partition, which then owns it', async () => {
    const troubles: string[] = [];
    await startNode('a', server.url, {
      onAcquired: () => Promise.reject(new Error('the disk is full')),
      onTrouble: (message) => troubles.push(message),
    });
    await expect.poll(() => troubles.length).toBeGreaterThan(0);
    expect(troubles[0]).toMatch(/could not be opened: the disk is full/);
    const b = await startNode('b');
    await expect.poll(() => sorted(b.running.keys()), { timeout: 8_000 }).toEqual(all);
  });

  it('are taken again, under the next epoch, after the owner itself stepped down', async () => {
    const a = await startNode('a');
    await expect.poll(() => a.running.size).toBe(PARTITIONS);
    await a.leases.stepDown(3, 'an append was refused');
    await expect.poll(() => a.running.get(3)).toBe(2);
    expect(a.lost).toEqual([3]);
  });

  it('go on from the epoch that the log has seen when they were lost themselves', async () => {
    const a = await startNode('a', server.url, { lastKnownEpoch: async () => 41 });
    await expect.poll(() => a.running.get(0)).toBe(42);
  });
});
