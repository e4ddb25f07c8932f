import { Command, Option } from 'commander';

import { connect, ENDPOINT_DEFAULT, type GlobalOptions } from './commands/connect.ts';
import { deploy, type DeployOptions } from './commands/deploy.ts';
import { history } from './commands/history.ts';
import { list } from './commands/list.ts';
import { start, type StartOptions } from './commands/start.ts';
import { stop } from './commands/stop.ts';
import { validate } from './commands/validate.ts';
import { watch } from './commands/watch.ts';
import { zones } from './commands/zones.ts';
import { UsageError } from './commands/usage-error.ts';
import { addClusterCommands } from './cluster-commands.ts';
import { addTestCommand } from './machine-tests/test-command.ts';
import type { TestFormat } from './machine-tests/test-options.ts';
import { addZoneCommands } from './operations/zone-commands.ts';
import { createTerminal } from './terminal/terminal.ts';

/** The `edgestep` command with all its subcommands. */
export function createProgram(): Command {
  const program = new Command('edgestep')
    .description(
      'Step Functions for the edge: test and deploy state machines, run and watch executions, run a cluster',
    )
    .addOption(
      new Option('-e, --endpoint <url>', 'the API of the control plane or of a zone')
        .env('EDGESTEP_ENDPOINT')
        .default(ENDPOINT_DEFAULT),
    )
    .addOption(
      new Option('-o, --output <format>', 'for people, for scripts, or (test) for CI')
        .choices(['text', 'json', 'junit'])
        .default('text'),
    )
    .showHelpAfterError('(edgestep --help shows what there is)')
    .addHelpText('after', EXAMPLES);
  const format = () => program.opts<{ output: TestFormat }>().output;
  const globals = () => {
    if (format() === 'junit') throw new UsageError('--output junit is for edgestep test only.');
    return program.opts<GlobalOptions>();
  };
  addMachineCommands(program, globals);
  addTestCommand(program, format);
  addExecutionCommands(program, globals);
  addZoneCommands(program, globals);
  addClusterCommands(program);
  return program;
}

const EXAMPLES = `
Examples:
  ./edgestep dev                                   a hub and two zones on this machine
  ./edgestep test examples --coverage              run the suites of state machines, in memory
  ./edgestep deploy orders.asl.json                create or update the state machine 'orders'
  ./edgestep start orders --input '{"id": 7}' --watch
  ./edgestep -e http://127.0.0.1:7401 list orders  its executions in one zone
  ./edgestep -o json history <execution ARN> | jq '.[].type'`;

const typeOption = () =>
  new Option('--type <type>', 'durable and long, or fast and in memory')
    .choices(['STANDARD', 'EXPRESS'])
    .default('STANDARD');

function addMachineCommands(program: Command, globals: () => GlobalOptions): void {
  program
    .command('deploy')
    .argument('<file>', 'a definition in the Amazon States Language; - for standard input')
    .description('create a state machine, or bring it to this definition')
    .option('--name <name>', 'its name; otherwise that of the file')
    .addOption(typeOption())
    .option('--role <arn>', 'whom its executions act for')
    .action((file: string, options: DeployOptions) => deploy(connect(globals()), file, options));
  program
    .command('validate')
    .argument('<files...>', 'definitions in the Amazon States Language')
    .description('check definitions, with the line and column of what is wrong; needs no cluster')
    .addOption(typeOption())
    .action(async (files: string[], options: { type: 'STANDARD' | 'EXPRESS' }) => {
      const failed = await validate(createTerminal(globals().output), files, options.type);
      if (failed > 0) process.exitCode = 1;
    });
  program
    .command('list')
    .argument('[state-machine]', 'a name or ARN: list its executions')
    .description('list state machines, or the executions of one')
    .addOption(
      new Option('--status <status>', 'only executions with this status').choices([
        'RUNNING',
        'SUCCEEDED',
        'FAILED',
        'TIMED_OUT',
        'ABORTED',
      ]),
    )
    .option('--limit <n>', 'at most so many executions', (text) => Number(text), 100)
    .action((stateMachine: string | undefined, options: { status?: string; limit: number }) =>
      list(connect(globals()), stateMachine, options),
    );
  program
    .command('zones')
    .description('the zones, their nodes, and how old what the hub knows of them is')
    .action(() => zones(connect(globals())));
}

function addExecutionCommands(program: Command, globals: () => GlobalOptions): void {
  program
    .command('start')
    .argument('<state-machine>', 'a name or ARN')
    .description('start an execution')
    .option('-i, --input <json>', 'JSON, @FILE, or - for standard input')
    .option('--name <name>', 'a name of its own; the same name starts it only once')
    .option('--wait', 'wait for its end and print its output', false)
    .option('--watch', 'watch it until its end', false)
    .action(async (stateMachine: string, options: StartOptions) => {
      if (!(await start(connect(globals()), stateMachine, options))) process.exitCode = 1;
    });
  program
    .command('watch')
    .argument('<execution>', 'an execution ARN')
    .description('a live view of an execution: its states as they light up')
    .option('--data', 'with the inputs and outputs of the states', false)
    .action(async (execution: string, options: { data: boolean }) => {
      if (!(await watch(connect(globals()), execution, options))) process.exitCode = 1;
    });
  program
    .command('history')
    .argument('<execution>', 'an execution ARN')
    .description('every event of an execution')
    .option('--data', 'with whole payloads', false)
    .action((execution: string, options: { data: boolean }) =>
      history(connect(globals()), execution, options),
    );
  program
    .command('stop')
    .argument('<execution>', 'an execution ARN')
    .description('stop an execution')
    .option('--error <name>', 'an error name for its history')
    .option('--cause <text>', 'why')
    .action((execution: string, options: { error?: string; cause?: string }) =>
      stop(connect(globals()), execution, options),
    );
}
