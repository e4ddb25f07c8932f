import type { Json, JsonObject } from '@edgestep/shared';

/** How a distributed Map groups items: each child execution gets one batch. */
export interface ItemBatcher {
  /** A string is a JSONata expression. */
  readonly maxItemsPerBatch: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly maxItemsPerBatchPath: string | undefined;
  /** A string is a JSONata expression. */
  readonly maxInputBytesPerBatch: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly maxInputBytesPerBatchPath: string | undefined;
  /** A payload template on JSONPath, JSON with expressions on JSONata. */
  readonly batchInput: Json | undefined;
  readonly location: string;
  readonly source: JsonObject;
}
