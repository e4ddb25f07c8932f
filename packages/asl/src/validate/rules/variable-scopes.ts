import { blocksWithin } from '../../definition/blocks-of.ts';
import type { StatesBlock } from '../../definition/states-block.ts';
import { assignmentsOf } from '../assignments.ts';
import type { DiagnosticCollector } from '../diagnostic-collector.ts';
import type { Rule } from '../rule.ts';

/** A branch or an iteration reads the variables around it, but has none of the same name. */
export const checkVariableScopes: Rule = (definition, findings) => {
  checkBlock(definition, [], findings);
};

/** `outer` are the names of each scope around. */
function checkBlock(
  block: StatesBlock,
  outer: readonly ReadonlySet<string>[],
  findings: DiagnosticCollector,
): void {
  const states = [...block.states.values()];
  const assignments = states.flatMap(assignmentsOf);
  for (const { name, location } of assignments) {
    if (!outer.some((names) => names.has(name))) continue;
    const message = `The variable name '${name}' was already defined in a parent scope.`;
    findings.add({ code: 'DUPLICATE_VARIABLE_NAME', message, location });
  }
  const visible = [...outer, new Set(assignments.map(({ name }) => name))];
  for (const state of states) {
    for (const within of blocksWithin(state)) {
      checkBlock(within, isDistributed(within) ? [] : visible, findings);
    }
  }
}

/** The iterations of a distributed Map are executions of their own and see no variables around it. */
function isDistributed(block: StatesBlock): boolean {
  return 'mode' in block && block.mode === 'DISTRIBUTED';
}
