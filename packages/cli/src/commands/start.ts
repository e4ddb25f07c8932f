import type { Connection } from './connect.ts';
import { findStateMachine } from './find-state-machine.ts';
import { readInput } from './read-text.ts';
import { watch } from './watch.ts';

export interface StartOptions {
  readonly input?: string;
  readonly name?: string;
  readonly wait: boolean;
  readonly watch: boolean;
}

/** `edgestep start STATE-MACHINE`: answers whether the execution, as far as awaited, did not fail. */
export async function start(
  connection: Connection,
  stateMachine: string,
  options: StartOptions,
): Promise<boolean> {
  const { client, terminal } = connection;
  const stateMachineArn = await findStateMachine(client, stateMachine);
  const input = options.input === undefined ? undefined : await readInput(options.input);
  const started = await client.startExecution({
    stateMachineArn,
    ...(input === undefined ? {} : { input }),
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  if (options.watch) return watch(connection, started.executionArn, { data: false });
  if (!options.wait) {
    terminal.result(started, () => started.executionArn);
    return true;
  }
  const ended = await client.waitFor(started.executionArn);
  terminal.result(ended, () =>
    ended.status === 'SUCCEEDED'
      ? (ended.output ?? '')
      : `${ended.status}: ${ended.error ?? ''} ${ended.cause ?? ''}`.trimEnd(),
  );
  return ended.status === 'SUCCEEDED';
}
