import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { callTree, type CpuProfile } from './call-tree.ts';
import { renderFlameGraph } from './render-flame-graph.ts';

const PROFILE = /\.cpuprofile$/;

/** Writes the flame graph of each CPU profile beside it. Answers the exit code: 1 when one could not be read. */
export async function saveFlameGraphs(profiles: readonly string[]): Promise<number> {
  let code = 0;
  for (const file of profiles) {
    try {
      if (!PROFILE.test(file)) throw new Error('its name does not end with .cpuprofile');
      const profile = JSON.parse(await readFile(file, 'utf8')) as CpuProfile;
      const graph = file.replace(PROFILE, '.svg');
      await writeFile(graph, renderFlameGraph(callTree(profile), basename(file).replace(PROFILE, '')));
      process.stdout.write(`wrote ${graph}\n`);
    } catch (error) {
      process.stderr.write(`bench: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
      code = 1;
    }
  }
  return code;
}
