import type { PartitionId } from '@edgestep/shared';

import type { SimulatedProcess } from '../core/simulated-process.ts';
import { SimulatedStream, type Disk } from './simulated-stream.ts';

/** The server that keeps the streams of a zone, and everything else that its nodes share. */
export class SimulatedLogServer {
  readonly process: SimulatedProcess;
  readonly streams: readonly SimulatedStream[];

  constructor(process: SimulatedProcess, partitions: number, disk: Disk) {
    this.process = process;
    this.streams = Array.from({ length: partitions }, (_, partition) => new SimulatedStream(partition, disk));
  }

  /** Throws a RangeError for a partition that the zone does not have. */
  stream(partition: PartitionId): SimulatedStream {
    const stream = this.streams[partition];
    if (stream === undefined) throw new RangeError(`the zone has no partition ${partition}`);
    return stream;
  }
}
