import type { MapRunWorker } from '../ports/map-run-worker.ts';

/** Where no Map is distributed: whoever tries is told so. */
export const NO_MAP_RUNS: MapRunWorker = {
  perform: ({ run }, report) => {
    const cause = 'Map states with the Mode DISTRIBUTED do not run here.';
    void report({ kind: 'FailMapRun', ...run, error: 'States.Runtime', cause });
  },
  abandon: () => {},
  release: () => {},
};
