import { join } from 'node:path';
import { stateDir } from '../setup/paths.mjs';

/**
 * The kinds of test, cheapest first. Tests that start servers run one file at a time, so that two clusters
 * never share the two cores of a small machine.
 */
const kinds = [
  { project: 'unit', fileParallelism: true },
  { project: 'int', fileParallelism: true },
  { project: 'sim', fileParallelism: true },
  { project: 'e2e', fileParallelism: false },
];

/** @type {readonly import('./checks.mjs').Step[]} */
export const testProjects = kinds.map(({ project, fileParallelism }) => {
  const report = join(stateDir, 'test', `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const pace = fileParallelism ? '--maxWorkers=2' : '--no-file-parallelism';
  return {
    name: `${project} tests`,
    tool: 'vitest',
    args: ['run', '--project', project, '--passWithNoTests', pace, ...reporters],
    quiet: false,
    report,
  };
});
