import type { SeededRandom } from '../core/seeded-random.ts';
import type { SimulatedNetwork } from '../core/simulated-network.ts';
import type { Trace } from '../core/trace.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { SimulatedLogServer } from '../log/simulated-log-server.ts';
import type { SimulatedSnapshotDisk } from '../log/simulated-snapshot-store.ts';
import type { Truth } from '../truth/truth.ts';
import type { NodeFleet } from '../node/node-fleet.ts';
import type { FaultActions } from './fault-injector.ts';

export interface ZoneFaultsOptions {
  readonly random: SeededRandom;
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  readonly server: SimulatedLogServer;
  readonly snapshots: SimulatedSnapshotDisk;
  readonly fleet: NodeFleet;
  readonly truth: Truth;
  readonly trace: Trace;
}

const DOWN_MAX_MS = 4_000;
/** A lease lasts 1.2 s: some pauses are shorter, most are longer. */
const PAUSE_MIN_MS = 200;
const PAUSE_MAX_MS = 5_000;
const OUTAGE_MAX_MS = 2_500;
const RESTART_MIN_MS = 50;
const RESTART_MAX_MS = 1_500;
const CLOCK_JUMP_MAX_MS = 20_000;
const REPAIR_MAX_MS = 4_000;
const LOST_RECORDS_MAX = 3;

/** What each kind of fault does to a zone. */
export function zoneFaults(options: ZoneFaultsOptions): FaultActions {
  const { random, scheduler, network, server, snapshots, fleet, trace } = options;
  const stream = () => random.pick(server.streams);
  return {
    crash: () => fleet.crash(random, random.int(1, DOWN_MAX_MS)),
    pause: () => fleet.pause(random, random.int(PAUSE_MIN_MS, PAUSE_MAX_MS)),
    isolation: () => fleet.isolate(random, random.int(PAUSE_MIN_MS, PAUSE_MAX_MS)),
    'log-outage': () => {
      const forMs = random.int(100, OUTAGE_MAX_MS);
      trace.note(`the log's server is away for ${forMs} ms`);
      if (random.chance(0.5)) server.process.pause(scheduler.now + forMs);
      else network.isolate(server.process, forMs);
    },
    'server-crash': () => crashServer(options),
    'clock-jump': () => fleet.setClock(random, random.int(-CLOCK_JUMP_MAX_MS, CLOCK_JUMP_MAX_MS)),
    'snapshot-loss': () => snapshots.loseLatest(stream().partition),
    'snapshot-damage': () => snapshots.cutLatest(stream().partition, random.next()),
    'record-damage': () => {
      const damaged = stream();
      if (damaged.lastSequence === 0) return;
      const sequence = random.chance(0.4) ? damaged.lastSequence : random.int(1, damaged.lastSequence);
      trace.note(`a bit of record ${sequence} of ${damaged.name} flips`);
      damaged.damage(sequence, random.int(0, 1 << 20));
      scheduler.after(random.int(1, REPAIR_MAX_MS), undefined, () => damaged.repair());
    },
    'index-loss': () => fleet.loseIndex(random, random.int(1, DOWN_MAX_MS)),
    'relaxed-loss': () => {
      crashServer(options);
      loseRecords(options);
    },
  };
}

/** The server dies and comes back: what it was writing is torn, and no connection outlives it. */
function crashServer({ random, network, server, trace }: ZoneFaultsOptions): void {
  const torn = server.streams.reduce((sum, stream) => sum + stream.tear(), 0);
  const forMs = random.int(RESTART_MIN_MS, RESTART_MAX_MS);
  trace.note(`the log's server dies for ${forMs} ms, over ${torn} records`);
  server.process.restart();
  network.isolate(server.process, forMs);
}

/** What the disk of the server's machine did not have yet is gone, acknowledged or not. */
function loseRecords({ random, server, truth, trace }: ZoneFaultsOptions): void {
  const stream = random.pick(server.streams);
  const count = random.int(1, LOST_RECORDS_MAX);
  trace.note(`${stream.name} loses its last ${count} records`);
  stream.loseLast(count);
  truth.noteLoss(stream.partition);
}
