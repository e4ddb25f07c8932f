import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { connect, JetStreamLogReader } from '@edgestep/jetstream';
import { partitionStream, type JsonObject } from '@edgestep/shared';

import { ApiCaller } from '../api/api-caller.ts';
import { startChildProgram, type ChildProgram } from '../api/child-program.ts';
import { startZoneCluster, type ZoneCluster } from '../api/zone-cluster.ts';
import type { LatencySummary } from '../harness/latencies.ts';
import { watchEnds, type EndWatch } from './end-watch.ts';
import { readProcessMemory, type ProcessMemory } from './process-memory.ts';
import { callOwner, eachOf } from './owner-calls.ts';
import { readStartTemplate, requireText, startCommand, type StartTemplate } from './start-template.ts';
import type { AnswerTokens, TokenCount, TokenHolderOptions } from './token-holder-program.ts';
import { ENDS, WAITS_FOR_A_TIME, WAITS_FOR_A_TOKEN } from './waiting-machines.ts';

export interface ParkedOptions {
  readonly executions: number;
  /** Of a hundred executions, so many wait for a token and not for a time. */
  readonly tokensPercent: number;
  /** So many become due in a second. */
  readonly resumedPerSecond: number;
}

/** The node's memory at one point of the run. */
interface MemoryPoint extends ProcessMemory {
  readonly when: string;
}

export interface ParkedReport extends ParkedOptions {
  readonly startedPerSecond: number;
  readonly memory: readonly MemoryPoint[];
  readonly late: { readonly timer: LatencySummary; readonly token: LatencySummary };
  readonly ended: number;
  readonly failed: number;
  readonly early: number;
  /** Answers to tokens that were refused: repeated ones. */
  readonly refused: number;
}

/** One that waits for a token is of the API: the others are started like it. */
const STARTED_BY_API = 1;
const CALLS_AT_ONCE = 128;
/** The first start rate is measured with so many. */
const CALIBRATION = 2_000;
/** Nobody becomes due before the last one has been idle for so long. */
const IDLE_MS = 15_000;
/** Starting takes longer, the more there are. */
const CAUTION = 1.3;
/** So long nobody ended though some were due: something is stuck. */
const STUCK_MS = 60_000;
const PROGRESS_MS = 10_000;

/** Fills a zone with one node with waiting executions, and lets all of them go on. */
export async function measureParked(
  options: ParkedOptions,
  say: (line: string) => void,
): Promise<ParkedReport> {
  await using stack = new AsyncDisposableStack();
  const zone = stack.use(await startZoneCluster());
  const holderOptions: TokenHolderOptions = { servers: zone.nats, url: zone.url };
  const program = join(import.meta.dirname, 'token-holder-program.ts');
  const holder = stack.use(await startChildProgram(program, holderOptions));
  const machines = await deployAll(zone);
  // The zone is alone from now on: what the centre does with its copies is not what is measured.
  stack.use(zone.pauseHub());
  const memory = new MemoryPoints(zone, say);
  let refused = 0;
  holder.onMessage((count) => ({ refused } = count as TokenCount));
  await memory.note('empty');
  const { firstDueAt, startedPerSecond } = await fill(options, zone, machines, memory);
  await untilHeld(holder, tokensOf(options) + STARTED_BY_API);
  await setTimeout(IDLE_MS);
  await memory.note('all waiting');
  const watch = stack.use(await watchEnds(zone.nats));
  await setTimeout(Math.max(0, firstDueAt - Date.now()));
  const answers: AnswerTokens = {
    perSecond: Math.max(1, (options.resumedPerSecond * options.tokensPercent) / 100),
  };
  holder.tell(answers);
  await untilAllEnded(options.executions + STARTED_BY_API, watch, memory);
  await memory.note('all ended');
  const { late, ended, failed, early } = watch;
  return {
    ...options,
    startedPerSecond,
    memory: memory.points,
    late: { timer: late.timer.summary(), token: late.token.summary() },
    ended,
    failed,
    early,
    refused,
  };
}

function tokensOf({ executions, tokensPercent }: ParkedOptions): number {
  return Math.round((executions * tokensPercent) / 100);
}

/** Starts all executions. The times at which they are due lie behind that, and are evenly spread. */
async function fill(
  options: ParkedOptions,
  zone: ZoneCluster,
  machines: Machines,
  memory: MemoryPoints,
): Promise<{ readonly firstDueAt: number; readonly startedPerSecond: number }> {
  const { executions, resumedPerSecond } = options;
  await using connection = await connect({ servers: zone.nats.split(','), name: 'bench' });
  const start = (template: StartTemplate, name: string, input: JsonObject) =>
    callOwner(connection, startCommand(template, name, input));
  const first = await eachOf(CALIBRATION, CALLS_AT_ONCE, (index) => start(machines.ends, `c${index}`, {}));
  const firstDueAt = Date.now() + ((CAUTION * executions) / first) * 1_000 + 2 * IDLE_MS;
  const tokens = tokensOf(options);
  const spreadMs = (executions / resumedPerSecond) * 1_000;
  let started = 0;
  const startedPerSecond = await eachOf(executions, CALLS_AT_ONCE, async (index) => {
    // Those that wait for a token lie evenly between the others.
    const before = Math.floor((index * tokens) / executions);
    if (Math.floor(((index + 1) * tokens) / executions) > before) {
      await start(machines.asking, `a${index}`, { order: index });
    } else {
      const until = new Date(firstDueAt + spreadMs * Math.random()).toISOString();
      await start(machines.timed, `t${index}`, { order: index, until });
    }
    started += 1;
    if (started % Math.ceil(executions / 10) === 0) await memory.note(`${started} started`);
  });
  if (Date.now() > firstDueAt) throw new Error('starting took so long that some were due before the end');
  return { firstDueAt, startedPerSecond };
}

/** How executions of each machine are started. */
interface Machines {
  readonly ends: StartTemplate;
  readonly timed: StartTemplate;
  readonly asking: StartTemplate;
}

/** Deploys the machines and starts one execution of each through the API: the others are started like it. */
async function deployAll(zone: ZoneCluster): Promise<Machines> {
  await using connection = await connect({ servers: zone.nats.split(','), name: 'bench' });
  const reader = new JetStreamLogReader(connection, { streamOf: partitionStream });
  using caller = new ApiCaller(zone.url);
  const deploy = async (name: string, definition: JsonObject) => {
    const stateMachineArn = await zone.deploy({ name, definition });
    const input = JSON.stringify({ until: new Date().toISOString() });
    const { executionArn } = await caller.call('StartExecution', { stateMachineArn, input });
    return readStartTemplate(reader, requireText(executionArn));
  };
  return {
    ends: await deploy('ends', ENDS),
    timed: await deploy('waits-for-a-time', WAITS_FOR_A_TIME),
    asking: await deploy('waits-for-a-token', WAITS_FOR_A_TOKEN),
  };
}

function untilHeld(holder: ChildProgram<unknown>, tokens: number): Promise<void> {
  return new Promise((resolve) => {
    holder.onMessage((count) => {
      if ((count as TokenCount).held >= tokens) resolve();
    });
  });
}

async function untilAllEnded(executions: number, watch: EndWatch, memory: MemoryPoints): Promise<void> {
  let ended = 0;
  let sinceMs = 0;
  let saidMs = 0;
  while (watch.ended < executions) {
    await setTimeout(1_000);
    sinceMs = watch.ended === ended ? sinceMs + 1_000 : 0;
    saidMs += 1_000;
    if (sinceMs >= STUCK_MS) throw new Error(`${executions - watch.ended} executions do not end`);
    if (saidMs >= PROGRESS_MS) {
      saidMs = 0;
      await memory.note(`${watch.ended} ended`);
    }
    ended = watch.ended;
  }
}

/** What the node has in memory, as the run goes on. */
class MemoryPoints {
  readonly points: MemoryPoint[] = [];
  readonly #zone: ZoneCluster;
  readonly #say: (line: string) => void;

  constructor(zone: ZoneCluster, say: (line: string) => void) {
    this.#zone = zone;
    this.#say = say;
  }

  async note(when: string): Promise<void> {
    const [node] = this.#zone.nodes();
    if (node === undefined) throw new Error('the zone has no node');
    const point = { when, ...(await readProcessMemory(node.pid)) };
    this.points.push(point);
    this.#say(`${when}: ${point.residentMiB} MiB (at most ${point.peakMiB})`);
  }
}
