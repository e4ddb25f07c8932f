import type {
  LogReader,
  MapRunWorker,
  PartitionLog,
  RecordMark,
  SnapshotStore,
  TaskDispatcher,
} from '@edgestep/engine';
import type { ExecutionCommand } from '@edgestep/shared';

import type { Truth } from '../truth/truth.ts';

/**
 * Puts something between the engine and its ports: how tests break an engine on purpose, to see that a checker
 * notices. Absent: the ports as they are.
 */
export interface PortWrappers {
  readonly log?: (log: PartitionLog) => PartitionLog;
  readonly reader?: (reader: LogReader) => LogReader;
  readonly snapshots?: (store: SnapshotStore) => SnapshotStore;
  readonly dispatcher?: (dispatcher: TaskDispatcher) => TaskDispatcher;
  readonly mapRuns?: (worker: MapRunWorker) => MapRunWorker;
  /** A command on its way into the processor. */
  readonly command?: (command: ExecutionCommand, truth: Truth) => ExecutionCommand;
  /** How far reads must come, as an owner tells it. */
  readonly position?: (mark: RecordMark) => RecordMark;
}
