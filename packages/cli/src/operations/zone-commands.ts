import { type Command, InvalidArgumentError, Option } from 'commander';

import type { GlobalOptions } from '../commands/connect.ts';
import { createTerminal } from '../terminal/terminal.ts';
import { backup, type BackupCommand } from './backup.ts';
import { restore, type RestoreCommand } from './restore.ts';
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
    .action(async (command: RepairCommand & JsonOption) => {
      if (!(await repair(terminalOf(command, globals), globals().endpoint, command))) process.exitCode = 1;
    });
  withZone(program.command('backup'))
    .description('write everything that a zone owns to one file, while the zone works')
    .requiredOption('--out <file>', 'where to write it')
    .addHelpText('after', BACKUP_HELP)
    .action(async (command: BackupCommand & JsonOption) => {
      if (!(await backup(terminalOf(command, globals), globals().endpoint, command))) process.exitCode = 1;
    });
  withZone(program.command('restore'))
    .description('bring a zone with an empty store to what a backup holds')
    .requiredOption('--in <file>', 'the backup')
    .option('--check', 'read the backup and prove that it is whole; the zone is not touched', false)
    .option(
      '--replicas <n>',
      'how many servers are to keep each stream; as many as before when left out',
      wholeNumber,
    )
    .addHelpText('after', RESTORE_HELP)
    .action((command: RestoreCommand & JsonOption) =>
      restore(terminalOf(command, globals), globals().endpoint, command),
    );
}

interface JsonOption {
  readonly json: boolean;
}

const BACKUP_HELP = `
In it: the logs of all partitions, each proven record by record, snapshots, leases, keys, the zone's copy of the
definitions, execution logs, buckets of keys and of objects. All that was acknowledged before the command is in it.
It holds the keys of the zone: only its owner may read the file. A damaged log is to be repaired first. The status is 1
when another stream could not be read to its end, which is then named.`;

const RESTORE_HELP = `
1. End the nodes of the zone, and start its NATS servers with an empty store.
2. Restore; if that is interrupted, call it again. Nothing is written before all of the backup is proven.
3. Start the nodes. Open executions go on, timers that came due meanwhile fire, and what the hub has beyond the
   backup is taken from there.`;

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

function terminalOf({ json }: JsonOption, globals: () => GlobalOptions) {
  return createTerminal(json ? 'json' : globals().output);
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
