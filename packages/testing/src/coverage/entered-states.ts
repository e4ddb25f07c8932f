import type { CompiledMachine } from '@edgestep/asl';
import type { ExecutionEvent, FrameId } from '@edgestep/shared';

/** A state that an execution entered: its block is told, for branches may have states of the same name. */
export interface EnteredState {
  readonly block: number;
  readonly state: string;
}

/** The states that an execution entered, in that order. */
export function enteredStates(events: Iterable<ExecutionEvent>, machine: CompiledMachine): EnteredState[] {
  const blocks = new Map<FrameId, number>();
  const maps = new Map<FrameId, number>();
  const entered: EnteredState[] = [];
  for (const event of events) {
    // A child of a distributed Map begins in the Map's own block.
    if (event.kind === 'ExecutionStarted') blocks.set(0, event.mapRun?.itemProcessor.block ?? 0);
    if (event.kind === 'ParallelStarted') {
      for (const [index, branch] of event.branches.entries()) {
        blocks.set(event.firstChild + index, branch.block);
      }
    }
    if (event.kind === 'MapStarted') maps.set(event.frame, event.itemProcessor.block);
    if (event.kind === 'MapIterationStarted') blocks.set(event.child, maps.get(event.frame) ?? 0);
    if (event.kind === 'StateEntered') {
      const block = blocks.get(event.frame) ?? 0;
      if (machine.blocks[block]?.states.has(event.state)) entered.push({ block, state: event.state });
    }
  }
  return entered;
}
