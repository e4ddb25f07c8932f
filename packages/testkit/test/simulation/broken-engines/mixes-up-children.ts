import type { MapRunWorker } from '@edgestep/engine';

/** Breaks E6: a Map Run is told results that are none of its children's. */
export function mixesUpChildren(worker: MapRunWorker): MapRunWorker {
  return {
    ...worker,
    perform(work, report) {
      worker.perform(work, (command) => {
        if (command.kind !== 'EndMapRunChild' || command.outcome.status !== 'SUCCEEDED')
          return report(command);
        return report({ ...command, outcome: { status: 'SUCCEEDED', output: 'of somebody else' } });
      });
    },
  };
}
