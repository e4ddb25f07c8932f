import { expect, it } from 'vitest';

import { measureNode } from './measure-node.ts';

it('sees a node of an empty zone become ready, again after a restart, and what it has in memory', async () => {
  const said: string[] = [];
  const footprint = await measureNode({ restarts: 1, idleSeconds: 1 }, (line) => said.push(line));
  expect(said).toEqual(['edge-node: start 1 of 2', 'edge-node: start 2 of 2']);
  expect(footprint.firstReadyMs).toBeGreaterThan(0);
  expect(footprint.readyMs.min).toBeGreaterThan(0);
  expect(footprint.fileMiB.min).toBeGreaterThan(1);
  expect(footprint.residentMiB.min).toBeGreaterThan(footprint.fileMiB.max);
});
