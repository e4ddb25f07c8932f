import type { StatesBlock } from '../definition/states-block.ts';
import type { CompiledBlock } from './compiled-machine.ts';
import type { CompiledState } from './compiled-state.ts';
import type { StateDefinition } from '../definition/state-definition.ts';

/** Numbers the blocks of a definition as they are met, the state machine's own first. */
export class BlockTable {
  readonly blocks: CompiledBlock[] = [];
  readonly #compileState: (state: StateDefinition, table: BlockTable) => CompiledState;

  constructor(compileState: (state: StateDefinition, table: BlockTable) => CompiledState) {
    this.#compileState = compileState;
  }

  /** Compiles a block with all that is within and answers its number. */
  add(block: StatesBlock): number {
    const states = new Map<string, CompiledState>();
    const number = this.blocks.push({ startAt: block.startAt, states }) - 1;
    for (const state of block.states.values()) states.set(state.name, this.#compileState(state, this));
    for (const state of states.values()) link(state, states);
    return number;
  }
}

/** A state that is still being made. */
type Unlinked = { -readonly [K in 'follower']: CompiledState[K] };

function link(state: CompiledState, states: ReadonlyMap<string, CompiledState>): void {
  const next = state.type === 'Choice' ? state.defaultNext : state.next;
  if (next !== undefined) (state as Unlinked).follower = states.get(next);
}
