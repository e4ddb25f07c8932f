import { blocksWithin } from '../../definition/blocks-of.ts';
import type { StatesBlock } from '../../definition/states-block.ts';
import type { Rule } from '../rule.ts';

/** How many blocks may stand within each other. */
export const blockDepthMax = 100;

/** States may not stand within states without end. */
export const checkNesting: Rule = (definition, findings) => {
  visit(definition, 1);

  function visit(block: StatesBlock, depth: number): void {
    if (depth > blockDepthMax) {
      const message = `States are nested more than ${blockDepthMax} levels deep`;
      findings.add({ code: 'TOO_DEEPLY_NESTED', message, location: block.location });
      return;
    }
    for (const state of block.states.values()) {
      for (const within of blocksWithin(state)) visit(within, depth + 1);
    }
  }
};
