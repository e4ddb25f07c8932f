import type { ItemBatcherSpec, Json, JsonObject } from '@edgestep/shared';

import { PAYLOAD_BYTES_MAX, payloadBytes } from '../payload-limit.ts';
import { StateError } from '../state-failure.ts';

/** What one child execution of a batching Map gets. */
export interface Batch {
  readonly input: JsonObject;
  readonly itemCount: number;
}

/**
 * Fills one batch with the first of `items` until the next one would make it longer than MaxItemsPerBatch, or its
 * JSON text longer than MaxInputBytesPerBatch (256 KiB at most). An item that does not fit alone is a failure.
 */
export function fillBatch(batcher: ItemBatcherSpec, items: readonly Json[], state: string): Batch {
  const bytesMax = Math.min(batcher.maxInputBytesPerBatch || PAYLOAD_BYTES_MAX, PAYLOAD_BYTES_MAX);
  const itemsMax = Math.min(batcher.maxItemsPerBatch || items.length, items.length);
  let bytes = payloadBytes(inputOf(batcher, []));
  let itemCount = 0;
  while (itemCount < itemsMax) {
    const more = payloadBytes(items[itemCount] ?? null) + (itemCount === 0 ? 0 : 1);
    if (bytes + more > bytesMax) break;
    bytes += more;
    itemCount += 1;
  }
  if (itemCount === 0) {
    throw new StateError(
      'States.DataLimitExceeded',
      `An item of the state '${state}' does not fit into a batch of ${bytesMax} bytes.`,
      { bare: true },
    );
  }
  return { input: inputOf(batcher, items.slice(0, itemCount)), itemCount };
}

function inputOf({ batchInput }: ItemBatcherSpec, items: readonly Json[]): JsonObject {
  return batchInput === undefined ? { Items: items } : { BatchInput: batchInput, Items: items };
}
