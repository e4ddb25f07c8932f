import type { OwnerAt } from '../truth/observation.ts';
import type { Checker, Complain } from './checker.ts';

/**
 * E2: in a log, no record of a former owner lies behind one of a later owner; and an owner whose append was refused
 * does nothing more.
 */
export function oneWriter(): Checker {
  const refused = new Set<string>();
  const mustBeQuiet = (owner: OwnerAt, what: string, complain: Complain) => {
    if (refused.has(keyOf(owner))) complain(`${keyOf(owner)} ${what} after an append of it was refused`);
  };
  return {
    name: 'E2 one writer',
    observe(observation, _truth, complain) {
      if (observation.kind === 'append-refused') refused.add(keyOf(observation.owner));
      if (observation.kind === 'dispatched') {
        mustBeQuiet(observation.owner, `hands out task ${observation.task.taskId}`, complain);
      }
      if (observation.kind === 'end-told') {
        mustBeQuiet(observation.owner, `tells the end of ${observation.execution.executionArn}`, complain);
      }
    },
    finish(truth, complain) {
      for (const partition of truth.partitions) {
        let epoch = 0;
        for (const record of truth.records(partition)) {
          if (record.epoch < epoch) {
            complain(
              `record ${record.sequence} of P${partition} is of epoch ${record.epoch}, behind ${epoch}`,
            );
          }
          epoch = Math.max(epoch, record.epoch);
        }
      }
    },
  };
}

function keyOf({ node, partition, epoch }: OwnerAt): string {
  return `${node} (P${partition}, epoch ${epoch})`;
}
