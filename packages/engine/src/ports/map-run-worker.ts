import type {
  ExecutionCommand,
  ExecutionType,
  ItemReaderSpec,
  JsonObject,
  MapRunAddress,
  ResultWriterSpec,
  StartExecution,
} from '@edgestep/shared';

/** The Map Run that a piece of work is for. */
export type MapRunOf = MapRunAddress;

/** What a Map Run has others do, after the events that call for it are durable (E1). */
export type MapRunWork =
  /**
   * Starts a child execution where its ARN belongs, idempotently by its name, waits for its end and reports it
   * (EndMapRunChild). `stop`: it is to be stopped; its end is reported all the same. `redriveCount`: which redrive
   * of the child this is; 0: it is started. An Express child is started anew for each.
   */
  | {
      readonly kind: 'child';
      readonly run: MapRunOf;
      readonly index: number;
      readonly stop: boolean;
      readonly redriveCount: number;
      readonly start: StartExecution;
    }
  /** Finds and counts the items (FindMapRunItems, FailMapRun with States.ItemReaderFailed). */
  | { readonly kind: 'find-items'; readonly run: MapRunOf; readonly reader: ItemReaderSpec }
  /** Reads up to `count` items from the item `from` on, at least one (SupplyMapRunItems, FailMapRun). */
  | {
      readonly kind: 'read-items';
      readonly run: MapRunOf;
      readonly reader: ItemReaderSpec;
      readonly source: JsonObject;
      readonly from: number;
      readonly count: number;
    }
  /** Writes what the children came to (FinishMapRun, FailMapRun with States.ResultWriterFailed). */
  | {
      readonly kind: 'write-results';
      readonly run: MapRunOf;
      readonly stateMachineArn: string;
      readonly executionType: ExecutionType;
      readonly destination: NonNullable<ResultWriterSpec['destination']>;
      readonly transformation: ResultWriterSpec['transformation'];
      readonly outputType: ResultWriterSpec['outputType'];
    };

/**
 * Does the work of Map Runs and reports with commands. The same work may be asked for more than once (a new owner
 * does so): what is under way already goes on, and a report is applied once (E6). What is unreachable is tried again
 * until the run is given up.
 */
export interface MapRunWorker {
  /** Never throws, never blocks. `report` resolves when the command was decided and is durable, or was rejected. */
  perform(work: MapRunWork, report: (command: ExecutionCommand) => Promise<void>): void;
  /**
   * The run was given up, or its execution ended: its work is dropped, and `children` are stopped. After that the
   * results are written as `writing` says; nobody is told. Work that a redrive asks for is done after all this.
   */
  abandon(
    run: MapRunOf,
    children: readonly string[],
    writing: Extract<MapRunWork, { readonly kind: 'write-results' }> | undefined,
  ): void;
  /** This node no longer owns the run's partition: its work here is dropped, nothing is stopped. */
  release(run: MapRunOf): void;
}
