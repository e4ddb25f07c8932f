import type { ItemProcessor } from './item-processor.ts';
import type { StateDefinition } from './state-definition.ts';
import type { StatesBlock } from './states-block.ts';

/** The blocks directly within a state. */
export function blocksWithin(state: StateDefinition): readonly (StatesBlock | ItemProcessor)[] {
  switch (state.type) {
    case 'Parallel':
      return state.branches;
    case 'Map':
      return [state.itemProcessor];
    case 'Task':
    case 'Pass':
    case 'Choice':
    case 'Wait':
    case 'Succeed':
    case 'Fail':
      return [];
  }
}

/** A block and all blocks within it, outer ones first, in the order of the text. */
export function* blocksOf(block: StatesBlock): Generator<StatesBlock> {
  yield block;
  for (const state of block.states.values()) {
    for (const within of blocksWithin(state)) yield* blocksOf(within);
  }
}

/** All states of a block and of the blocks within it. */
export function* statesOf(block: StatesBlock): Generator<StateDefinition> {
  for (const each of blocksOf(block)) yield* each.states.values();
}
