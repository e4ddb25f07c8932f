import { openSqliteProjections } from '@edgestep/engine';

import { allCheckers } from '../checkers/all-checkers.ts';
import { Scheduler } from '../core/scheduler.ts';
import { SeededRandom } from '../core/seeded-random.ts';
import { SimulatedNetwork } from '../core/simulated-network.ts';
import { SimulatedProcess } from '../core/simulated-process.ts';
import { Trace } from '../core/trace.ts';
import { drawFaultRates, FAULT_KINDS, type FaultKind, type FaultRates } from '../faults/fault-rates.ts';
import { SimulatedLogServer } from '../log/simulated-log-server.ts';
import { SimulatedSnapshotDisk } from '../log/simulated-snapshot-store.ts';
import type { Disk } from '../log/simulated-stream.ts';
import { NodeFleet } from '../node/node-fleet.ts';
import type { SimulationOptions } from '../simulation-options.ts';
import { Truth } from '../truth/truth.ts';
import { Witness } from '../truth/witness.ts';

const NODES_MAX = 4;
const PARTITIONS_MAX = 3;
/** How long a disk takes for a record, at most, where a record is acknowledged only when the disk has it. */
const SYNC_MAX_MS = 4;

/** What a zone is made of, before anything lives in it. */
export interface ZoneParts {
  /** Every user takes a fork of it. */
  readonly random: SeededRandom;
  readonly rates: FaultRates;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly network: SimulatedNetwork;
  readonly server: SimulatedLogServer;
  readonly snapshots: SimulatedSnapshotDisk;
  readonly truth: Truth;
  readonly witness: Witness;
  readonly fleet: NodeFleet;
  readonly onFault: (kind: FaultKind) => void;
  /** How often each kind has happened so far. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

export function createZoneParts({ seed, faults: allowed, traceLinesMax = 0 }: SimulationOptions): ZoneParts {
  const random = new SeededRandom(seed);
  const rates = drawFaultRates(random.fork('rates'), new Set(allowed ?? FAULT_KINDS));
  const scheduler = new Scheduler(random.fork('scheduler'));
  const faults: Partial<Record<FaultKind, number>> = {};
  const onFault = (kind: FaultKind) => {
    faults[kind] = (faults[kind] ?? 0) + 1;
  };
  const process = new SimulatedProcess('nats');
  const isRelaxed = rates['relaxed-loss'] > 0;
  const disk = isRelaxed ? atOnce : syncing(scheduler, process, random.fork('disk'));
  const server = new SimulatedLogServer(process, random.int(1, PARTITIONS_MAX), disk);
  const trace = new Trace(() => scheduler.now, traceLinesMax);
  const truth = new Truth(server);
  return {
    random,
    rates,
    scheduler,
    trace,
    network: new SimulatedNetwork(scheduler, random.fork('network'), rates, onFault),
    server,
    snapshots: new SimulatedSnapshotDisk(),
    truth,
    witness: new Witness(allCheckers(server), truth, trace),
    fleet: new NodeFleet(random.int(1, NODES_MAX), () => openSqliteProjections(':memory:')),
    onFault,
    faults,
  };
}

/** Durability `relaxed`: what is received counts as stored. */
const atOnce: Disk = (synced) => synced();

/** Durability `fsync`, and `replicated` as well: nothing counts that can be lost. */
function syncing(scheduler: Scheduler, process: SimulatedProcess, random: SeededRandom): Disk {
  return (synced) => void scheduler.after(random.int(0, SYNC_MAX_MS), process, synced);
}
