import { parseJson, partitionOf, type CommandAnswer, type ExecutionCommand } from '@edgestep/shared';

import type { SimulatedClock } from '../core/simulated-clock.ts';
import type { SimulatedProcess } from '../core/simulated-process.ts';
import type { ZoneWorld } from '../core/zone-world.ts';
import type { SimulatedNode } from './simulated-node.ts';

/** Where a command was handed in. */
export interface RouteFrom {
  readonly world: ZoneWorld;
  readonly process: SimulatedProcess;
  readonly clock: SimulatedClock;
  readonly node: SimulatedNode;
}

const PATIENCE_MS = 5_000;
const RETRY_MIN_MS = 20;
const RETRY_MAX_MS = 400;
const REMOTE_TIMEOUT_MS = 3_000;

/** As the command router of the edge node: while a partition changes hands, a command is tried again for a while. */
export async function routeCommand(from: RouteFrom, command: ExecutionCommand): Promise<CommandAnswer> {
  const { scheduler } = from.world;
  const deadline = scheduler.now + PATIENCE_MS;
  for (let waitMs = RETRY_MIN_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
    const answer = await once(from, command);
    const isMoved =
      answer === undefined || (answer.kind === 'rejection' && answer.reason === 'partition-moved');
    if (!isMoved) return answer;
    if (scheduler.now + waitMs > deadline) {
      return { kind: 'rejection', reason: 'partition-unavailable', message: 'no owner at the moment' };
    }
    await from.clock.sleep(waitMs);
  }
}

function once(
  { world, process, node }: RouteFrom,
  command: ExecutionCommand,
): Promise<CommandAnswer | undefined> {
  const here = node.submitHere(command);
  if (here !== undefined) return here;
  const partition = partitionOf(command.executionArn, world.server.streams.length);
  const owners = world.nodes().filter((other) => other !== node && other.owns(partition));
  if (owners.length === 0) return Promise.resolve(undefined);
  const owner = world.random.pick(owners);
  // What travels between nodes is JSON.
  const text = JSON.stringify(command);
  return world.network
    .ask(process, owner.process, REMOTE_TIMEOUT_MS, async () => ({
      answer: await owner.submitHere(parseJson(text) as unknown as ExecutionCommand),
    }))
    .then((answered) => answered?.answer);
}
