import type { EdgestepClient, ExampleContext } from '@edgestep/sdk';

import type { MessageWindow } from './window-collector.ts';

/** What starting an execution needs of an example's context. */
export interface WindowContext extends Pick<ExampleContext, 'stateMachineArn' | 'signal'> {
  readonly client: Pick<EdgestepClient, 'startOnce'>;
}

/**
 * Starts the execution of a window. Its name is the window's, so that starting it again starts nothing new.
 */
export async function startWindow(
  context: WindowContext,
  window: MessageWindow,
): Promise<{ readonly executionArn: string; readonly label: string }> {
  const { room, boot, from } = window;
  const stamp = new Date(from).toISOString().slice(0, 16);
  const request = {
    stateMachineArn: context.stateMachineArn('office-window'),
    name: `${room}-${boot}-${stamp.replaceAll(/\D/g, '')}`,
    input: JSON.stringify({ ...window, intakeArn: context.stateMachineArn('office-intake') }),
  };
  const { client, signal } = context;
  const executionArn = await client.startOnce(request, { signal });
  return { executionArn, label: `${room} ${stamp.replace('T', ' ')}` };
}
