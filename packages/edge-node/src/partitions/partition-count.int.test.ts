import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createLogger } from '@edgestep/runtime';
import { freePorts, startPieces, type Pieces } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadNodeConfig } from '../config/node-config.ts';
import { startNode } from '../node.ts';

const ZONE = 'dallas';

let pieces: Pieces;
let centre: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgestep-partition-count-'));
  pieces = await startPieces({ zones: [ZONE] });
  centre = (await pieces.startControlPlane()).url;
  await pieces.startNode(ZONE);
}, 60_000);

afterAll(async () => {
  await pieces[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Another node of the zone, with a configuration of its own. */
async function startAnother(nodeId: string, partitions?: number): Promise<AsyncDisposable> {
  const [port = 0] = await freePorts(1);
  const server = pieces.servers.zone(ZONE);
  const config = await loadNodeConfig({
    env: {
      EDGESTEP_ZONE: ZONE,
      EDGESTEP_NODE_ID: nodeId,
      EDGESTEP_DATA_DIR: folder,
      EDGESTEP_NATS_URL: server.url,
      EDGESTEP_NATS_MONITOR_URL: server.monitorUrl,
      EDGESTEP_LISTEN: `127.0.0.1:${port}`,
      EDGESTEP_DURABILITY: 'relaxed',
      ...(partitions === undefined ? {} : { EDGESTEP_PARTITIONS: String(partitions) }),
    },
  });
  return startNode(config, createLogger(nodeId, 'silent'), new AbortController().signal);
}

async function shown(): Promise<unknown> {
  const response = await fetch(`${centre}/v1/zones`);
  const { zones } = (await response.json()) as { readonly zones: readonly unknown[] };
  return zones[0];
}

describe('a zone that was begun with four partitions', { timeout: 60_000 }, () => {
  it('takes no node that believes it has another number', async () => {
    await expect(startAnother('other', 8)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('EDGESTEP_PARTITIONS is 8, and the zone dallas has 4 partitions'),
    });
  });

  it('takes one that says nothing, which then shares them', async () => {
    await using _node = await startAnother('silent');
    const nodes = expect.arrayContaining([expect.objectContaining({ id: 'silent' })]);
    await expect.poll(shown).toMatchObject({ connected: true, partitions: 4, warnings: [], nodes });
    const counts = async () => {
      const zone = (await shown()) as { readonly nodes: readonly { readonly partitions: number }[] };
      return zone.nodes.reduce((sum, { partitions }) => sum + partitions, 0);
    };
    await expect.poll(counts).toBe(4);
  });
});
