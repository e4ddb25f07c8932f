import { blocksOf } from '../../definition/blocks-of.ts';
import type { StatesBlock } from '../../definition/states-block.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import type { Rule } from '../rule.ts';
import { transitionTargets, type TransitionTarget } from '../transition-targets.ts';

/** StartAt, Next and Default name states of the same block. */
export const checkTransitions: Rule = (definition, findings) => {
  for (const block of blocksOf(definition)) {
    checkTarget({ target: block.startAt, location: `${block.location}/StartAt` }, block, findings);
    for (const state of block.states.values()) {
      for (const target of transitionTargets(state)) checkTarget(target, block, findings);
    }
  }
};

function checkTarget(
  { target, location }: TransitionTarget,
  block: StatesBlock,
  findings: DiagnosticCollector,
): void {
  if (block.states.has(target)) return;
  findings.add({ code: 'MISSING_TRANSITION_TARGET', message: `Missing 'Next' target: ${target}`, location });
}
