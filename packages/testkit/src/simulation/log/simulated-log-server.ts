import type { PartitionId } from '@edgestep/shared';

import { SimulatedProcess } from '../core/simulated-process.ts';
import { SimulatedStream } from './simulated-stream.ts';

/** The server that keeps the streams of a zone, and everything else that its nodes share. */
export class SimulatedLogServer {
  readonly process = new SimulatedProcess('nats');
  readonly streams: readonly SimulatedStream[];

  constructor(partitions: number) {
    this.streams = Array.from({ length: partitions }, (_, partition) => new SimulatedStream(partition));
  }

  /** Throws a RangeError for a partition that the zone does not have. */
  stream(partition: PartitionId): SimulatedStream {
    const stream = this.streams[partition];
    if (stream === undefined) throw new RangeError(`the zone has no partition ${partition}`);
    return stream;
  }
}
