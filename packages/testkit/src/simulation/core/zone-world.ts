import type { DefinitionSource, ProcessorLimits } from '@edgestep/engine';

import type { SimulatedLeaseServer } from '../lease/simulated-lease-server.ts';
import type { SimulatedLogServer } from '../log/simulated-log-server.ts';
import type { SimulatedSnapshotDisk } from '../log/simulated-snapshot-store.ts';
import type { PortWrappers } from '../node/port-wrappers.ts';
import type { SimulatedNode } from '../node/simulated-node.ts';
import type { SimulatedWorkers } from '../tasks/simulated-workers.ts';
import type { Truth } from '../truth/truth.ts';
import type { Witness } from '../truth/witness.ts';
import type { Scheduler } from './scheduler.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Trace } from './trace.ts';

/** The zone that all simulated nodes live in. */
export interface ZoneWorld {
  readonly zone: string;
  readonly random: SeededRandom;
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  readonly server: SimulatedLogServer;
  readonly leases: SimulatedLeaseServer;
  readonly snapshots: SimulatedSnapshotDisk;
  readonly workers: SimulatedWorkers;
  readonly definitions: DefinitionSource;
  readonly limits: Partial<ProcessorLimits>;
  /** Drawn for each use of a file of parked states. */
  readonly parkingFails: () => boolean;
  readonly wrappers: PortWrappers;
  readonly truth: Truth;
  readonly witness: Witness;
  readonly trace: Trace;
  /** Aborted when the world is over: nothing of it is to be remembered. */
  readonly over: AbortSignal;
  /** The nodes that run at the moment. */
  nodes(): readonly SimulatedNode[];
}
