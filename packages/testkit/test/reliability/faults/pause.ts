import { setTimeout as delay } from 'node:timers/promises';

import { isAlive } from '../../../src/cluster/is-alive.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { zoneOf, type Fault, type InjectedFault } from './fault.ts';

/** A lease lasts 1.2 s: the other nodes have taken over when this one wakes, and it does not know. */
const NODE_PAUSE_MS = [1_500, 6_000] as const;
const SERVER_PAUSE_MS = [500, 12_000] as const;

/** SIGSTOP of an edge node for longer than its lease, then SIGCONT. */
export const pauseNode: Fault = async (targets, random) => {
  const { nodes } = zoneOf(targets);
  const index = Math.floor(random.next() * nodes.length);
  return pauseProcess(`node ${targets.zone}-${index + 1}`, nodes[index]?.pid ?? 0, random, NODE_PAUSE_MS);
};

/** SIGSTOP of one of the zone's nats-servers, then SIGCONT: its connections stay open and nothing answers. */
export const pauseServer: Fault = async (targets, random) => {
  const { name, pid } = random.pick(zoneOf(targets).servers);
  return pauseProcess(`nats-server ${name}`, pid, random, SERVER_PAUSE_MS);
};

function pauseProcess(
  name: string,
  pid: number,
  random: SeededRandom,
  [min, max]: readonly [number, number],
): InjectedFault {
  const pauseMs = Math.round(random.between(min, max));
  if (!isAlive(pid)) return { what: `${name} is down already`, healed: Promise.resolve() };
  process.kill(pid, 'SIGSTOP');
  const resume = async () => {
    await delay(pauseMs);
    if (isAlive(pid)) process.kill(pid, 'SIGCONT');
  };
  return { what: `SIGSTOP ${name} for ${pauseMs} ms`, healed: resume() };
}
