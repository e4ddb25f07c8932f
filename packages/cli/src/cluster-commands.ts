import { resolve } from 'node:path';

import type { Command } from 'commander';

import { UsageError } from './commands/usage-error.ts';
import { dev } from './dev/dev.ts';
import { NODES_PER_ZONE_MAX, parseDevOptions, type RawDevOptions } from './dev/dev-options.ts';
import { demo } from './demo/demo.ts';
import { addProcessCommands } from './process-commands.ts';

/** The commands that run pieces of Edgestep: a whole local cluster, or one piece in production. */
export function addClusterCommands(program: Command): void {
  withDevOptions(program.command('dev').description('a hub and its zones as processes of this machine'))
    .option('--json', 'print one JSON line when all is ready, and after every restart of a piece', false)
    .action((raw: RawDevOptions) => {
      const options = parseDevOptions({ ...raw, data: resolve(raw.data) });
      if ('problems' in options) throw new UsageError(options.problems.join('\n  '));
      return dev(options);
    });
  program
    .command('demo')
    .description('a cluster with the examples, run on real input')
    .option(
      '--exit',
      'end when the examples have ended; the status tells whether all went as it should',
      false,
    )
    .option('--port-base <port>', 'the control plane’s port; the zones follow it', '7400')
    .action(async (options: { exit: boolean; portBase: string }) => {
      if (!(await demo(options))) process.exitCode = 1;
    });
  addProcessCommands(program);
}

function withDevOptions(command: Command): Command {
  return command
    .option('--zones <names>', 'the zones, separated by commas', 'los-angeles,dallas')
    .option('--nodes-per-zone <n>', `edge nodes of each zone, 1 to ${NODES_PER_ZONE_MAX}`, '2')
    .option('--servers-per-zone <n>', 'nats-servers of each zone: 1, or 3 or 5 that replicate', '1')
    .option('--port-base <port>', 'the control plane’s port; the zones follow it', '7400')
    .option('--data <folder>', 'where state survives a restart', '.edgestep/data')
    .option('--functions <url>', 'an endpoint with the AWS Lambda Invoke API, for functions without a worker')
    .option(
      '--durability <setting>',
      'fsync: on the disk when acknowledged; replicated: on most servers; relaxed: for laptops',
      'fsync',
    )
    .option('--auth <mode>', 'none is the only mode of a local cluster', 'none')
    .option('--no-restart', 'leave a piece that died where it is');
}
