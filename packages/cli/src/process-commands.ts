import { Command } from 'commander';

const CONTROL_PLANE = 'control-plane';
const NODE = 'node';

/** Whether the command of this name is one of `addProcessCommands`. */
export function isProcessCommand(name: string | undefined): boolean {
  return name === CONTROL_PLANE || name === NODE;
}

/** The `edgestep` command with these subcommands alone: what runs for months keeps no other command in memory. */
export function createProcessProgram(): Command {
  const program = new Command('edgestep').showHelpAfterError('(edgestep --help shows what there is)');
  addProcessCommands(program);
  return program;
}

/** The commands that run one piece of Edgestep in production. */
export function addProcessCommands(program: Command): void {
  program
    .command(CONTROL_PLANE)
    .description('run a control plane, configured by EDGESTEP_… and, if given, a file')
    .option('--config <file>', 'YAML or JSON; the environment wins')
    .action(async ({ config }: { config?: string }) => {
      const { runControlPlane } = await import('@edgestep/control-plane');
      await runControlPlane({ env: process.env, file: config });
    });
  program
    .command(NODE)
    .description('run an edge node, configured by EDGESTEP_… and, if given, a file')
    .option('--config <file>', 'YAML or JSON; the environment wins')
    .action(async ({ config }: { config?: string }) => {
      const { runNode } = await import('@edgestep/edge-node');
      await runNode({ env: process.env, file: config });
    });
}
