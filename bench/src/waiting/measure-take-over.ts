import { setTimeout } from 'node:timers/promises';

import { connect, JetStreamLogReader, type Connection } from '@edgestep/jetstream';
import {
  partitionOf,
  PARTITIONS_DEFAULT,
  partitionStream,
  type Json,
  type StartExecution,
} from '@edgestep/shared';

import { ApiCaller } from '../api/api-caller.ts';
import { startZoneCluster, type ZoneCluster } from '../api/zone-cluster.ts';
import type { LatencySummary } from '../harness/latencies.ts';
import { watchEnds } from './end-watch.ts';
import { callOwner, eachOf } from './owner-calls.ts';
import { ownerOf } from './partition-owner.ts';
import { readStartTemplate, requireText, startCommand, type StartTemplate } from './start-template.ts';
import { WAITS_FOR_A_TIME } from './waiting-machines.ts';

export interface TakeOverOptions {
  /** Open in the partition whose owner is killed. */
  readonly executions: number;
  readonly rounds: number;
}

export interface TakeOverReport extends TakeOverOptions {
  /** From the owner's death until the first command for the partition was decided, durable and answered. */
  readonly answeredMs: readonly number[];
  /** How late executions went on that became due while nobody owned the partition, or shortly after. */
  readonly dueAtDeath: LatencySummary;
  /** How late all others went on, long after. */
  readonly dueLater: LatencySummary;
}

const PARTITION = 0;
const CALLS_AT_ONCE = 64;
const ASKED_EVERY_MS = 25;
/** Between the rounds: the node that was killed is back, and what waits is parked. */
const REST_MS = 15_000;
/** Of each round: these become due one after the other, from the owner's death on. */
const PROBES = 100;
const PROBES_OVER_MS = 4_000;
const DUE_OVER_MS = 10_000;

/** Kills the owner of a partition, again and again, and sees how long nobody does its work. */
export async function measureTakeOver(
  options: TakeOverOptions,
  say: (line: string) => void,
): Promise<TakeOverReport> {
  await using stack = new AsyncDisposableStack();
  const zone = stack.use(await startZoneCluster(2));
  const connection = stack.use(await connect({ servers: zone.nats.split(','), name: 'bench' }));
  const template = await deploy(zone, connection);
  stack.use(zone.pauseHub());
  const watch = stack.use(await watchEnds(zone.nats));
  const starter = new Starter(connection, template);
  const roundsMs = options.rounds * (2 * REST_MS + PROBES_OVER_MS);
  const dueFrom = Date.now() + options.executions + roundsMs;
  await eachOf(options.executions, CALLS_AT_ONCE, (index) =>
    starter.start({ order: index, until: time(dueFrom + (DUE_OVER_MS * index) / options.executions) }),
  );
  const answeredMs: number[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    await setTimeout(REST_MS);
    const deathAt = Date.now() + REST_MS;
    await eachOf(PROBES, CALLS_AT_ONCE, (index) =>
      starter.start({ probe: index, until: time(deathAt + (PROBES_OVER_MS * index) / PROBES) }),
    );
    await setTimeout(deathAt - Date.now());
    answeredMs.push(await killOwner(zone, connection, starter));
    say(`round ${round}: answered after ${Math.round(answeredMs.at(-1) ?? 0)} ms`);
  }
  const all = options.executions + options.rounds * PROBES;
  while (watch.late.timer.count + watch.late.probe.count < all) await setTimeout(500);
  const { timer, probe } = watch.late;
  return { ...options, answeredMs, dueAtDeath: probe.summary(), dueLater: timer.summary() };
}

function time(at: number): string {
  return new Date(at).toISOString();
}

async function deploy(zone: ZoneCluster, connection: Connection): Promise<StartTemplate> {
  using caller = new ApiCaller(zone.url);
  const stateMachineArn = await zone.deploy({ name: 'waits-for-a-time', definition: WAITS_FOR_A_TIME });
  const input = JSON.stringify({ until: time(Date.now()) });
  const { executionArn } = await caller.call('StartExecution', { stateMachineArn, input });
  const reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
  return readStartTemplate(reader, requireText(executionArn));
}

/** Kills the owner, as a machine that fails would, and answers after how long somebody answered in its place. */
async function killOwner(zone: ZoneCluster, connection: Connection, starter: Starter): Promise<number> {
  const owner = await ownerOf(connection, PARTITION);
  const node = zone.nodes()[Number(owner.split('-').at(-1)) - 1];
  if (node === undefined) throw new Error(`the zone has no node ${owner}`);
  process.kill(node.pid, 'SIGKILL');
  const diedAt = performance.now();
  const asked: Promise<void>[] = [];
  let answeredAt: number | undefined;
  while (answeredAt === undefined) {
    // One that a dying connection swallowed is asked again much later: others are asked meanwhile.
    asked.push(
      starter.start({ until: time(Date.now()) }).then(() => {
        answeredAt ??= performance.now();
      }),
    );
    await setTimeout(ASKED_EVERY_MS);
  }
  await Promise.all(asked);
  return answeredAt - diedAt;
}

/** Starts executions of one partition. */
class Starter {
  readonly #connection: Connection;
  readonly #template: StartTemplate;
  #names = 0;

  constructor(connection: Connection, template: StartTemplate) {
    this.#connection = connection;
    this.#template = template;
  }

  start(input: Json): Promise<void> {
    return callOwner(this.#connection, this.#next(input));
  }

  #next(input: Json): StartExecution {
    for (;;) {
      this.#names += 1;
      const command = startCommand(this.#template, `e${this.#names}`, input);
      if (partitionOf(command.executionArn, PARTITIONS_DEFAULT) === PARTITION) return command;
    }
  }
}
