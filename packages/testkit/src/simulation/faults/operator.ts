import type { Scheduler } from '../core/scheduler.ts';
import type { SimulatedLogServer } from '../log/simulated-log-server.ts';
import type { SimulatedSnapshotDisk } from '../log/simulated-snapshot-store.ts';

const LOOKS_EVERY_MS = 1_500;

/**
 * Who runs a zone of the durability `relaxed`: a partition whose log lost acknowledged records stays stopped until an
 * operator agrees to the loss. This one agrees soon, and drops the snapshots that hold what is lost.
 */
export function employOperator(
  scheduler: Scheduler,
  server: SimulatedLogServer,
  snapshots: SimulatedSnapshotDisk,
): void {
  scheduler.after(LOOKS_EVERY_MS, undefined, () => {
    for (const stream of server.streams) {
      if (stream.lostRecords.length === 0) continue;
      stream.acceptLoss();
      snapshots.keepOnly(stream.partition, ({ through }) => through === undefined || stream.has(through));
    }
    employOperator(scheduler, server, snapshots);
  });
}
