import { readBlock, type StatesBlock } from './states-block.ts';
import { objectIn, oneOfIn, valueIn } from './source-fields.ts';
import type { StateSource } from './state-base.ts';

/** What a Map runs for each item: `ItemProcessor`, or the older `Iterator`. */
export interface ItemProcessor extends StatesBlock {
  /** INLINE unless ProcessorConfig says otherwise. */
  readonly mode: 'INLINE' | 'DISTRIBUTED';
  /** The type of the child executions of a distributed Map; undefined when inline. */
  readonly executionType: 'STANDARD' | 'EXPRESS' | undefined;
  /** Which field it was written in. */
  readonly field: 'ItemProcessor' | 'Iterator';
}

/** Reads the processor of a Map. */
export function readItemProcessor({ source, location, machineLanguage }: StateSource): ItemProcessor {
  const field = valueIn(source, 'ItemProcessor') === undefined ? 'Iterator' : 'ItemProcessor';
  const processor = objectIn(source, field) ?? {};
  const config = objectIn(processor, 'ProcessorConfig') ?? {};
  return {
    ...readBlock(processor, `${location}/${field}`, machineLanguage),
    mode: oneOfIn(config, 'Mode', ['INLINE', 'DISTRIBUTED']) ?? 'INLINE',
    executionType: oneOfIn(config, 'ExecutionType', ['STANDARD', 'EXPRESS']),
    field,
  };
}
