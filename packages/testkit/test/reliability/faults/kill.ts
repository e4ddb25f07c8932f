import type { ReadyLine } from '@edgestep/cli';

import { isAlive } from '../../../src/cluster/is-alive.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { untilReplaced, zoneOf, type FaultTargets, type InjectedFault } from './fault.ts';

type Victim = keyof typeof VICTIM_WEIGHTS;

const VICTIM_WEIGHTS = {
  'edge node': 8,
  'server of the zone': 5,
  'server of the hub': 1,
  'control plane': 1,
  worker: 3,
};

/** `kill -9` of any process that takes part. */
export async function kill(targets: FaultTargets, random: SeededRandom): Promise<InjectedFault> {
  const victim = random.weighted(VICTIM_WEIGHTS);
  if (victim === 'worker') return killWorker(targets, random);
  const { name, pidOf } = choose(victim, targets, random);
  const pid = pidOf(targets.cluster.ready) ?? 0;
  // The ready line names a process until its successor serves; another fault may have ended it.
  if (!isAlive(pid)) return { what: `${name} is down already`, healed: Promise.resolve() };
  process.kill(pid, 'SIGKILL');
  return { what: `kill -9 ${name}`, healed: untilReplaced(targets, pidOf, pid) };
}

function killWorker({ workers }: FaultTargets, random: SeededRandom): InjectedFault {
  const { pids } = workers;
  if (pids.length === 0) return { what: 'the workers are down already', healed: Promise.resolve() };
  process.kill(random.pick(pids), 'SIGKILL');
  return { what: 'kill -9 a worker', healed: Promise.resolve() };
}

interface Target {
  readonly name: string;
  readonly pidOf: (ready: ReadyLine) => number | undefined;
}

function choose(victim: Exclude<Victim, 'worker'>, targets: FaultTargets, random: SeededRandom): Target {
  const { zone } = targets;
  switch (victim) {
    case 'edge node': {
      const index = Math.floor(random.next() * zoneOf(targets).nodes.length);
      return { name: `node ${zone}-${index + 1}`, pidOf: ({ zones }) => zones[zone]?.nodes[index]?.pid };
    }
    case 'server of the zone': {
      const { name } = random.pick(zoneOf(targets).servers);
      const pidOf = ({ zones }: ReadyLine) => zones[zone]?.servers.find((each) => each.name === name)?.pid;
      return { name: `nats-server ${name}`, pidOf };
    }
    case 'server of the hub':
      return { name: 'nats-server hub', pidOf: ({ hub }) => hub.pid };
    case 'control plane':
      return { name: 'control plane', pidOf: ({ controlPlane }) => controlPlane.pid };
  }
}
