import type { Json } from '@edgestep/shared';

import type { Catcher } from './catcher.ts';
import type { ItemBatcher } from './item-batcher.ts';
import type { ItemProcessor } from './item-processor.ts';
import type { ItemReader } from './item-reader.ts';
import type { ResultWriter } from './result-writer.ts';
import type { Retrier } from './retrier.ts';
import type { StateBase } from './state-base.ts';
import type { Transition } from './transition.ts';

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
