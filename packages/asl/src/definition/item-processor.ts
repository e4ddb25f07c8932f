import type { StatesBlock } from './states-block.ts';

/** What a Map runs for each item: `ItemProcessor`, or the older `Iterator`. */
export interface ItemProcessor extends StatesBlock {
  /** INLINE unless ProcessorConfig says otherwise. */
  readonly mode: 'INLINE' | 'DISTRIBUTED';
  /** The type of the child executions of a distributed Map; undefined when inline. */
  readonly executionType: 'STANDARD' | 'EXPRESS' | undefined;
  /** Which field it was written in. */
  readonly field: 'ItemProcessor' | 'Iterator';
}
