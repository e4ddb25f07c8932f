import type { Checker } from './checker.ts';

/** Every node shows the whole history of every execution: what the log holds, numbered from 1, each event behind an earlier one. */
export function completeHistories(): Checker {
  return {
    name: 'every history is complete',
    observe(observation, truth, complain) {
      if (observation.kind !== 'history-read') return;
      const { node, executionArn, history } = observation;
      const expected = truth.eventsOf(executionArn).filter(({ event }) => event.id > 0).length;
      if (history?.length !== expected) {
        complain(
          `${node} shows ${history?.length ?? 'no'} events of ${executionArn}; the log has ${expected}`,
        );
        return;
      }
      const broken = history.find(({ id, previousEventId }, index) => {
        return id !== index + 1 || previousEventId >= id;
      });
      if (broken !== undefined)
        complain(`${node}: the history of ${executionArn} breaks at event ${broken.id}`);
    },
  };
}
