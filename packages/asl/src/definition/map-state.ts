import type { Json } from '@edgestep/shared';

import { readCatcher, type Catcher } from './catcher.ts';
import { readItemBatcher, type ItemBatcher } from './item-batcher.ts';
import { readItemProcessor, type ItemProcessor } from './item-processor.ts';
import { readItemReader, type ItemReader } from './item-reader.ts';
import { readResultWriter, type ResultWriter } from './result-writer.ts';
import { readRetrier, type Retrier } from './retrier.ts';
import { readStateBase, type StateBase, type StateSource } from './state-base.ts';
import { readTransition, type Transition } from './transition.ts';
import { numberOrTextIn, objectsIn, pathIn, textIn, valueIn } from './source-fields.ts';

/** Map: its processor runs once for each item. */
export interface MapState extends StateBase {
  readonly type: 'Map';
  readonly transition: Transition;
  readonly itemProcessor: ItemProcessor;
  /** JSONata: an array or object, or an expression that gives one. */
  readonly items: Json | undefined;
  /** JSONPath. A path to the items. */
  readonly itemsPath: string | undefined;
  /** A payload template on JSONPath, JSON with expressions on JSONata; evaluated for each item. */
  readonly itemSelector: Json | undefined;
  /** JSONPath. The older name of `itemSelector`. */
  readonly parameters: Json | undefined;
  /** 0 or undefined means unlimited; a string is a JSONata expression. */
  readonly maxConcurrency: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly maxConcurrencyPath: string | undefined;
  /** JSONPath. A payload template over the raw result. */
  readonly resultSelector: Json | undefined;
  /** JSONPath. `null` discards the result. */
  readonly resultPath: string | null | undefined;
  /** A string is a JSONata expression. */
  readonly toleratedFailureCount: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly toleratedFailureCountPath: string | undefined;
  /** A string is a JSONata expression. */
  readonly toleratedFailurePercentage: number | string | undefined;
  /** JSONPath. A reference path. */
  readonly toleratedFailurePercentagePath: string | undefined;
  readonly label: string | undefined;
  readonly itemReader: ItemReader | undefined;
  readonly itemBatcher: ItemBatcher | undefined;
  readonly resultWriter: ResultWriter | undefined;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

/** Reads a Map state with its processor. */
export function readMapState(state: StateSource): MapState {
  const { source, location } = state;
  return {
    type: 'Map',
    ...readStateBase(state),
    transition: readTransition(source),
    itemProcessor: readItemProcessor(state),
    items: valueIn(source, 'Items'),
    itemsPath: textIn(source, 'ItemsPath'),
    itemSelector: valueIn(source, 'ItemSelector'),
    parameters: valueIn(source, 'Parameters'),
    maxConcurrency: numberOrTextIn(source, 'MaxConcurrency'),
    maxConcurrencyPath: textIn(source, 'MaxConcurrencyPath'),
    resultSelector: valueIn(source, 'ResultSelector'),
    resultPath: pathIn(source, 'ResultPath'),
    toleratedFailureCount: numberOrTextIn(source, 'ToleratedFailureCount'),
    toleratedFailureCountPath: textIn(source, 'ToleratedFailureCountPath'),
    toleratedFailurePercentage: numberOrTextIn(source, 'ToleratedFailurePercentage'),
    toleratedFailurePercentagePath: textIn(source, 'ToleratedFailurePercentagePath'),
    label: textIn(source, 'Label'),
    itemReader: readItemReader(source, location),
    itemBatcher: readItemBatcher(source, location),
    resultWriter: readResultWriter(source, location),
    retriers: objectsIn(source, 'Retry', location, readRetrier),
    catchers: objectsIn(source, 'Catch', location, readCatcher),
  };
}
