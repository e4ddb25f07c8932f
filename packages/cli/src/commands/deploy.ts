import { basename } from 'node:path';

import type { Connection } from './connect.ts';
import { diagnose, formatDiagnostics } from './diagnose.ts';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

export interface DeployOptions {
  readonly name?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly role?: string;
}

/** `edgestep deploy FILE`: creates the state machine or brings it to this definition. */
export async function deploy(connection: Connection, file: string, options: DeployOptions): Promise<void> {
  const { client, terminal } = connection;
  const definition = await readText(file);
  const diagnostics = diagnose(definition, options.type);
  if (diagnostics.length > 0) terminal.note(formatDiagnostics(file, diagnostics, terminal.interactive));
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR').length;
  if (errors > 0) throw new UsageError(`${file} has ${errors} error(s); nothing was deployed.`);
  const name = options.name ?? nameOf(file);
  const deployment = await client.deploy({
    name,
    definition,
    type: options.type,
    ...(options.role === undefined ? {} : { roleArn: options.role }),
  });
  terminal.result(deployment, () => `${name} is deployed: ${deployment.stateMachineArn}`);
}

/** `orders.asl.json` → `orders`. */
function nameOf(file: string): string {
  if (file === '-') throw new UsageError('Give the state machine a name with --name.');
  return basename(file).replace(/(\.asl)?\.[^.]+$/, '');
}
