import { ItemDataError } from '@edgestep/asl';
import type { ItemReaderSpec, Json, JsonObject, MapRunAddress } from '@edgestep/shared';

import type { ObjectSource } from '../objects/object-source.ts';
import { readItems, type FoundItems } from './item-source.ts';
import type { WorkPerformer, WorkUnderWay } from './map-run-worker.ts';

/** The items of so many Map Runs are kept, so that they are not read again for every few of them. */
const RUNS_KEPT_MAX = 8;

/** What is supplied at once takes at most so many bytes of JSON, or is one item. */
const SUPPLY_BYTES_MAX = 131_072;

/** Finds the items of Map Runs, and reads them again part by part. */
export function itemTasks(objects: ObjectSource): {
  readonly 'find-items': WorkPerformer<'find-items'>;
  readonly 'read-items': WorkPerformer<'read-items'>;
} {
  const kept = new Map<string, Promise<FoundItems>>();

  /** Kept by their run: another owner of its partition reads them anew. */
  function itemsOf(
    mapRunArn: string,
    reader: ItemReaderSpec,
    before: JsonObject | undefined,
  ): Promise<FoundItems> {
    const known = kept.get(mapRunArn);
    if (known !== undefined) return known;
    const reading = readItems(objects, reader, before);
    kept.set(mapRunArn, reading);
    reading.catch(() => kept.delete(mapRunArn));
    const [oldest] = kept.keys();
    if (kept.size > RUNS_KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    return reading;
  }

  return {
    'find-items': ({ run, reader }, underWay) =>
      orFailed(run, underWay, async () => {
        // A redriven run that looks for its items again is to find what is there now.
        kept.delete(run.mapRunArn);
        const { source, items } = await itemsOf(run.mapRunArn, reader, undefined);
        await underWay.report({ kind: 'FindMapRunItems', ...run, source, total: items.length });
      }),
    'read-items': ({ run, reader, source, from, count }, underWay) =>
      orFailed(run, underWay, async () => {
        const { items } = await itemsOf(run.mapRunArn, reader, source);
        const supplied = fitting(items, from, count);
        if (supplied.length === 0) throw new ItemDataError('Items are gone that were there before.');
        await underWay.report({ kind: 'SupplyMapRunItems', ...run, from, items: supplied });
      }),
  };
}

function fitting(items: readonly Json[], from: number, count: number): readonly Json[] {
  const supplied: Json[] = [];
  let bytes = 0;
  for (const item of items.slice(from, from + count)) {
    bytes += JSON.stringify(item).length;
    if (supplied.length > 0 && bytes > SUPPLY_BYTES_MAX) break;
    supplied.push(item);
  }
  return supplied;
}

/** What the data did wrong fails the run; what the store did not answer is tried again. */
async function orFailed(
  run: MapRunAddress,
  { report }: WorkUnderWay,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ItemDataError)) throw error;
    await report({ kind: 'FailMapRun', ...run, error: 'States.ItemReaderFailed', cause: error.message });
  }
}
