import { setTimeout as delay } from 'node:timers/promises';

import { EdgestepApiError, type ExampleContext } from '@edgestep/sdk';

import type { MessageWindow } from './window-collector.ts';

const RETRY_EVERY_MS = 500;

/**
 * Starts the execution of a window. Its name is the window's, so that starting it again starts nothing new: a call
 * whose answer was lost, or a zone that is being restarted, is tried until it succeeds.
 */
export async function startWindow(
  context: Pick<ExampleContext, 'client' | 'stateMachineArn' | 'signal'>,
  window: MessageWindow,
): Promise<{ readonly executionArn: string; readonly label: string }> {
  const { room, boot, from } = window;
  const stamp = new Date(from).toISOString().slice(0, 16);
  const request = {
    stateMachineArn: context.stateMachineArn('office-window'),
    name: `${room}-${boot}-${stamp.replaceAll(/\D/g, '')}`,
    input: JSON.stringify({ ...window, intakeArn: context.stateMachineArn('office-intake') }),
  };
  for (;;) {
    try {
      const { executionArn } = await context.client.startExecution(request, { signal: context.signal });
      return { executionArn, label: `${room} ${stamp.replace('T', ' ')}` };
    } catch (error) {
      const mayPass = error instanceof EdgestepApiError && (error.status === 0 || error.status >= 500);
      if (!mayPass) throw error;
      await delay(RETRY_EVERY_MS, undefined, { signal: context.signal });
    }
  }
}
