import { EdgestepApiError, type InputOf } from '@edgestep/sdk';
import { describe, expect, it } from 'vitest';

import { startWindow } from './start-window.ts';

const { signal } = new AbortController();
const from = Date.UTC(2015, 1, 2, 14);
const window = { room: 'room-1', boot: 'b7', from, to: from + 7_200_000, messages: ['a', 'b'] };

/** A zone that fails with these errors before it starts anything. */
function zone(...errors: Error[]) {
  const requests: InputOf<'StartExecution'>[] = [];
  const client = {
    startExecution: async (request: InputOf<'StartExecution'>) => {
      requests.push(request);
      const error = errors[requests.length - 1];
      if (error !== undefined) throw error;
      return { executionArn: `arn:${request.name}`, startDate: new Date(0) };
    },
  };
  return { requests, context: { client, signal, stateMachineArn: (name: string) => `machine:${name}` } };
}

describe('the execution of a window', () => {
  it('is named for it, so that it is started once however often that is tried', async () => {
    const away = new EdgestepApiError('ServiceUnavailable', 'moving', { status: 503 });
    const { requests, context } = zone(away);
    const started = await startWindow(context, window);
    expect(started).toEqual({ executionArn: 'arn:room-1-b7-201502021400', label: 'room-1 2015-02-02 14:00' });
    expect(requests.map(({ name }) => name)).toEqual(['room-1-b7-201502021400', 'room-1-b7-201502021400']);
    expect(JSON.parse(requests[0]?.input ?? '')).toEqual({ ...window, intakeArn: 'machine:office-intake' });
  });

  it('is not tried again when the zone refuses it', async () => {
    const refused = new EdgestepApiError('InvalidExecutionInput', 'no', { status: 400 });
    const { requests, context } = zone(refused);
    await expect(startWindow(context, window)).rejects.toBe(refused);
    expect(requests).toHaveLength(1);
  });
});
