import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Example } from '@edgestep/sdk';

import { UsageError } from '../commands/usage-error.ts';
import { describe, untilStopped } from '../dev/dev.ts';
import { parseDevOptions, type DevOptions } from '../dev/dev-options.ts';
import type { ReadyLine } from '../dev/ready-line.ts';
import { LocalCluster } from '../dev/local-cluster.ts';
import { pieceCommands } from '../dev/piece-commands.ts';
import { paint } from '../terminal/paint.ts';
import { duration } from '../terminal/table.ts';
import type { BoardScreen } from './execution-board.ts';
import { findExamples } from './find-examples.ts';
import { runExample } from './run-example.ts';

/**
 * `edgestep demo` (`npm start`): a cluster with the examples' zones, the examples on real input, their results, and
 * the address of everything. Stays until Ctrl-C, or ends with `exit`. Answers whether every execution ended as it
 * should.
 */
export async function demo(raw: { readonly exit: boolean; readonly portBase: string }): Promise<boolean> {
  const began = Date.now();
  const stopped = untilStopped();
  const abort = new AbortController();
  void stopped.then(() => abort.abort());
  const examples = await findExamples();
  const options = demoOptions(examples, raw.portBase);
  // What the last demo left would be shown as this one's.
  await rm(options.dataDir, { recursive: true, force: true });
  const say = (line: string) => process.stdout.write(`${line}\n`);
  await using cluster = await LocalCluster.start(options, await pieceCommands(), {
    progress: say,
    ready: () => {},
  });
  say(`\n${describe(cluster.readyLine())}\n`);
  let good = true;
  for (const example of examples) {
    if (abort.signal.aborted) break;
    good = (await runOne(example, cluster, options, abort.signal, say)) && good;
  }
  say(
    `${good ? 'All executions ended as they should' : 'Some executions did not end as they should'} (${duration(Date.now() - began)} since the start of the cluster).`,
  );
  if (!raw.exit && !abort.signal.aborted) {
    say(`\n${describe(cluster.readyLine())}\n\n${hints(cluster.readyLine())}\n\nCtrl-C ends the cluster.`);
    await stopped;
  }
  say('Stopping the cluster.');
  return good;
}

/** What to type in another terminal, with this cluster's addresses. */
function hints(line: ReadyLine): string {
  const [zone] = Object.values(line.zones);
  const centre = `./edgestep -e ${line.controlPlane.url}`;
  const there = `./edgestep -e ${zone?.url ?? line.controlPlane.url}`;
  return `Look around in another terminal:
  ${centre} zones          the zones and their nodes
  ${centre} list           what is deployed
  ${there} list NAME      executions of a zone
  ${there} watch ARN      one execution, state by state`;
}

function demoOptions(examples: readonly Example[], portBase: string): DevOptions {
  const options = parseDevOptions({
    zones: [...new Set(examples.map(({ zone }) => zone))].sort().reverse().join(','),
    nodesPerZone: '2',
    serversPerZone: '1',
    portBase,
    data: resolve('.edgestep', 'demo'),
    durability: 'fsync',
    auth: 'none',
    restart: true,
  });
  if ('problems' in options) throw new UsageError(options.problems.join('\n  '));
  return options;
}

async function runOne(
  example: Example,
  cluster: LocalCluster,
  options: DevOptions,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<boolean> {
  const screen = screenOf();
  say(paint(`${example.title}  (${example.name}, zone ${example.zone})`, 'plain', screen.interactive));
  const { result, problems } = await runExample(example, cluster.readyLine(), {
    screen,
    logDir: join(options.dataDir, 'log'),
    signal,
  });
  say('');
  for (const line of result.findings) say(`  ${line}`);
  for (const problem of problems) say(paint(`  ✘ ${problem}`, 'bad', screen.interactive));
  say('');
  return problems.length === 0;
}

function screenOf(): BoardScreen {
  return {
    interactive: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    columns: process.stdout.columns ?? 120,
    rows: process.stdout.rows ?? 40,
    write: (text) => process.stdout.write(text),
  };
}
