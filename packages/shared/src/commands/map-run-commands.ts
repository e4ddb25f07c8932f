import type { FrameId } from '../events/event-base.ts';
import type { ChildEnd, MapRunFailure, MapRunLimits } from '../events/map-run-events.ts';
import type { Json, JsonObject } from '../json/json.ts';

/** Which Map Run of which execution a report is about. */
export interface MapRunAddress {
  readonly executionArn: string;
  readonly frame: FrameId;
  readonly mapRunArn: string;
  /** How often the run had been redriven when it asked for what is reported; absent: never. */
  readonly attempt?: number;
}

/** The reader has counted the items, and says by what they are read. */
export interface FindMapRunItems extends MapRunAddress {
  readonly kind: 'FindMapRunItems';
  readonly source: JsonObject;
  readonly total: number;
}

/** Items that the reader has read, from the item `from` on: the run starts children for them. */
export interface SupplyMapRunItems extends MapRunAddress {
  readonly kind: 'SupplyMapRunItems';
  readonly from: number;
  readonly items: readonly Json[];
}

/** A child execution has ended. */
export interface EndMapRunChild extends MapRunAddress, ChildEnd {
  readonly kind: 'EndMapRunChild';
}

/** The reader, or the writer, can't do its work. */
export interface FailMapRun extends MapRunAddress, MapRunFailure {
  readonly kind: 'FailMapRun';
}

/** The results are written: `output` says where. */
export interface FinishMapRun extends MapRunAddress {
  readonly kind: 'FinishMapRun';
  readonly output: Json;
  readonly resultsWritten: number;
}

/** UpdateMapRun: what is absent stays as it is. */
export interface UpdateMapRun extends Partial<MapRunLimits> {
  readonly kind: 'UpdateMapRun';
  readonly executionArn: string;
  readonly mapRunArn: string;
}

export type MapRunCommand =
  | FindMapRunItems
  | SupplyMapRunItems
  | EndMapRunChild
  | FailMapRun
  | FinishMapRun
  | UpdateMapRun;
