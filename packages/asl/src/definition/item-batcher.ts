import type { Json, JsonObject } from '@edgestep/shared';

import { numberOrTextIn, objectIn, textIn, valueIn } from './source-fields.ts';

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

/** Reads `ItemBatcher` of a Map. */
export function readItemBatcher(map: JsonObject, mapLocation: string): ItemBatcher | undefined {
  const source = objectIn(map, 'ItemBatcher');
  if (source === undefined) return undefined;
  return {
    maxItemsPerBatch: numberOrTextIn(source, 'MaxItemsPerBatch'),
    maxItemsPerBatchPath: textIn(source, 'MaxItemsPerBatchPath'),
    maxInputBytesPerBatch: numberOrTextIn(source, 'MaxInputBytesPerBatch'),
    maxInputBytesPerBatchPath: textIn(source, 'MaxInputBytesPerBatchPath'),
    batchInput: valueIn(source, 'BatchInput'),
    location: `${mapLocation}/ItemBatcher`,
    source,
  };
}
