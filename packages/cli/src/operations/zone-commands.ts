import { type Command, InvalidArgumentError, Option } from 'commander';

import type { GlobalOptions } from '../commands/connect.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { repair, type RepairCommand } from './repair.ts';

/** The commands for who operates zones: they talk to the NATS servers of a zone themselves. */
export function addZoneCommands(program: Command, globals: () => GlobalOptions): void {
  withZone(program.command('repair'))
    .description(
      "check the logs of a zone's partitions, and put back what they lost, from the copies of the hub",
    )
    .option('--partition <n>', 'only this one', wholeNumber)
    .option('--check', 'look, and change nothing', false)
    .addOption(
      new Option('--prefer <side>', 'whose records to keep where both went on in different ways').choices([
        'zone',
        'hub',
      ]),
    )
    .option('--accept-loss', 'go on without records that nobody has any more', false)
    .addHelpText('after', REPAIR_HELP)
    .action(async (command: RepairCommand & { readonly json: boolean }) => {
      if (!(await repair(terminalOf(command, globals), globals().endpoint, command))) process.exitCode = 1;
    });
}

const REPAIR_HELP = `
A partition is out of service while its log is repaired; the others go on. An interrupted repair is gone on with by
calling it again. The status is 1 when something is left to be repaired.`;

/** What all of them ask for. */
function withZone(command: Command): Command {
  return command
    .requiredOption('--zone <name>', 'the zone')
    .addOption(
      new Option(
        '--nats <urls>',
        "the zone's NATS servers, separated by commas; otherwise the control plane is asked",
      ).env('EDGESTEP_NATS_URL'),
    )
    .option('--json', 'one JSON document on standard output (as --output json)', false);
}

function terminalOf({ json }: { readonly json: boolean }, globals: () => GlobalOptions) {
  return createTerminal(json ? 'json' : globals().output);
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
