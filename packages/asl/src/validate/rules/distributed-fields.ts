import { statesOf } from '../../definition/blocks-of.ts';
import type { Rule } from '../rule.ts';

const distributedFields = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
];

/** AWS accepts fields of a distributed Map in an inline one, where they do nothing: worth a warning. */
export const checkDistributedFields: Rule = (definition, findings) => {
  for (const state of statesOf(definition)) {
    if (state.type !== 'Map' || state.itemProcessor.mode === 'DISTRIBUTED') continue;
    for (const name of distributedFields.filter((field) => Object.hasOwn(state.source, field))) {
      findings.add({
        severity: 'WARNING',
        code: 'DISTRIBUTED_ONLY_FIELD',
        message: `Field '${name}' has no effect unless the Mode of the ProcessorConfig is DISTRIBUTED`,
        location: `${state.location}/${name}`,
      });
    }
  }
};
