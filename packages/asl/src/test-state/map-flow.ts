import type { EventOf, ItemBatcherSpec, ItemReaderSpec, Json, RunItem } from '@edgestep/shared';

import type { CompiledMap } from '../compile/compiled-state.ts';
import { ItemDataError } from '../item-data/item-data-error.ts';
import { readItemData } from '../item-data/read-item-data.ts';
import { sourceUri } from '../item-data/source-uri.ts';
import { effectiveInput } from '../step/effective-input.ts';
import { evaluate } from '../step/evaluate.ts';
import { entryOf } from '../step/frame-access.ts';
import { guarded } from '../step/guarded.ts';
import { fillBatch } from '../step/map-run/fill-batch.ts';
import { mapItemOf } from '../step/map-run/run-item.ts';
import { StateError, type StateFailure } from '../step/state-failure.ts';
import { StateScope } from '../step/state-scope.ts';
import { exceedsTolerance, THRESHOLD_EXCEEDED } from '../step/map-run/tolerated-failures.ts';
import type { Suspension } from '../step/turn.ts';
import { PAYLOAD_BYTES_MAX } from '../step/payload-limit.ts';
import { ShownList } from './shown-list.ts';
import type { StateInspection, TestSituation } from './state-test.ts';
import { TESTED_FRAME, type TestTurn } from './test-turn.ts';

/** What a Map that has begun its work would give to its iterations. */
export interface MapFlow {
  /** Undefined: a reader finds them, and nothing is said about what it reads. */
  readonly items: readonly Json[] | undefined;
  readonly inspection: StateInspection;
}

/**
 * Goes on from where a Map has its items: selects and batches them as its iterations would see them, then calls
 * `next`. What fails on the way fails the state, and `next` is not called.
 */
export function flowThroughMap(
  turn: TestTurn,
  state: CompiledMap,
  situation: TestSituation,
  next: (flow: MapFlow) => void,
): Suspension | undefined {
  return guarded(turn, TESTED_FRAME, () => {
    const run = turn.events.MapRunStarted;
    const tested = itemsOf(turn, situation);
    const items = tested?.items;
    const found = { ...limitsOf(turn), ...foundItems(state, run, items) };
    if (tested === undefined || items === undefined) {
      next({ items, inspection: found });
      return undefined;
    }
    return select(turn, state, tested, (selected) => {
      const batches = run?.batcher && batchesOf(run.batcher, selected ?? items, state.name);
      next({
        items,
        inspection: {
          ...found,
          ...given({ afterItemSelector: selected, afterItemBatcher: batches }),
        },
      });
      return undefined;
    });
  });
}

/** What a Map fails with of whose iterations so many are said to have failed; undefined where it tolerates them. */
export function toleranceFailure(
  turn: TestTurn,
  failedItems: number,
  items: readonly Json[] | undefined,
): StateFailure | undefined {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = limitsOf(turn);
  // A Map that says nothing of failures is not asked (recorded behaviour, test_state).
  if (count === undefined && percentage === undefined) return undefined;
  const limits = {
    maxConcurrency: 0,
    ...given({ toleratedFailureCount: count, toleratedFailurePercentage: percentage }),
  };
  return exceedsTolerance({ limits, failedItems, total: items?.length }) ? THRESHOLD_EXCEEDED : undefined;
}

function limitsOf({ events }: TestTurn): StateInspection {
  const { MapStarted: inline, MapRunStarted: run } = events;
  return given({
    maxConcurrency: inline?.maxConcurrency ?? run?.maxConcurrency,
    toleratedFailureCount: run?.toleratedFailureCount,
    toleratedFailurePercentage: run?.toleratedFailurePercentage,
  });
}

/** The items of a Map under test, and what all of them have in common. */
interface TestedItems {
  readonly items: readonly Json[];
  readonly common: Omit<RunItem, 'value'>;
}

function itemsOf(turn: TestTurn, situation: TestSituation): TestedItems | undefined {
  const { MapStarted: inline, MapRunStarted: run } = turn.events;
  if (inline !== undefined) return { items: inline.items, common: {} };
  if (run?.items === undefined) return itemsRead(run, situation);
  return { items: run.items, common: given({ isMember: run.itemsAreMembers }) };
}

function itemsRead(
  run: Omit<EventOf<'MapRunStarted'>, 'at' | 'id' | 'prev'> | undefined,
  { mapItemReaderData }: TestSituation,
): TestedItems | undefined {
  if (run?.reader === undefined || mapItemReaderData === undefined) return undefined;
  try {
    const { items, itemsAreMembers } = readItemData(mapItemReaderData, run.reader.config);
    const read = items.slice(0, run.reader.maxItems || undefined);
    return { items: read, common: given({ isMember: itemsAreMembers, source: sourceOf(run.reader) }) };
  } catch (thrown) {
    if (!(thrown instanceof ItemDataError)) throw thrown;
    throw new StateError('States.ItemReaderFailed', thrown.message, { bare: true });
  }
}

function sourceOf({ parameters: { Bucket, Key } }: ItemReaderSpec): string | undefined {
  if (typeof Bucket !== 'string') return undefined;
  return sourceUri(Bucket, typeof Key === 'string' ? Key : undefined);
}

function foundItems(
  state: CompiledMap,
  run: Omit<EventOf<'MapRunStarted'>, 'at' | 'id' | 'prev'> | undefined,
  items: readonly Json[] | undefined,
): StateInspection {
  if (items === undefined) return {};
  if (run?.reader !== undefined) {
    return run.reader.config['ItemsPointer'] === undefined ? {} : { afterItemsPointer: items };
  }
  return state.flow.language === 'JSONPath' ? { afterItemsPath: items } : {};
}

/**
 * What ItemSelector makes of each item, one after the other; undefined where there is none, and when it is more than
 * a test shows: then the rest is not evaluated.
 */
function select(
  turn: TestTurn,
  state: CompiledMap,
  { items, common }: TestedItems,
  next: (selected: readonly Json[] | undefined) => undefined,
): Suspension | undefined {
  const { itemSelector, flow } = state;
  if (itemSelector === undefined) return next(undefined);
  const { input } = entryOf(turn.frame);
  const seen = flow.language === 'JSONPath' ? effectiveInput(turn, turn.frame, flow, input) : input;
  const selected = new ShownList();
  function selectNext(): Suspension | undefined {
    while (selected.fits && selected.values.length < items.length) {
      const index = selected.values.length;
      const mapItem = mapItemOf(index, { value: items[index] ?? null, ...common });
      const scope = new StateScope(turn, turn.frame, seen, { mapItem });
      if (itemSelector?.kind === 'sync') selected.add(itemSelector.evaluate(scope));
      else if (itemSelector !== undefined) {
        return evaluate(turn, TESTED_FRAME, itemSelector, scope, (value) => {
          selected.add(value);
          return selectNext();
        });
      }
    }
    return next(selected.fits ? selected.values : undefined);
  }
  return selectNext();
}

/** The batches that items make; undefined when they are more than a test shows. */
function batchesOf(
  batcher: ItemBatcherSpec,
  items: readonly Json[],
  state: string,
): readonly Json[] | undefined {
  const batches = new ShownList();
  // No batch has more items than these, and an item takes a byte at least.
  const countMax = Math.min(
    batcher.maxItemsPerBatch || Infinity,
    batcher.maxInputBytesPerBatch || PAYLOAD_BYTES_MAX,
  );
  for (let first = 0; batches.fits && first < items.length;) {
    const { input, itemCount } = fillBatch(batcher, items.slice(first, first + countMax), state);
    batches.add(input);
    first += itemCount;
  }
  return batches.fits ? batches.values : undefined;
}

/** The fields that are there. */
function given<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
