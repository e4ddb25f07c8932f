import type { NamedStart } from '@edgestep/sdk';
import { describe, expect, it } from 'vitest';

import { startWindow } from './start-window.ts';

const { signal } = new AbortController();
const from = Date.UTC(2015, 1, 2, 14);
const window = { room: 'room-1', boot: 'b7', from, to: from + 7_200_000, messages: ['a', 'b'] };

describe('the execution of a window', () => {
  it('is named for it, so that it is started once however often that is tried', async () => {
    const requests: NamedStart[] = [];
    const client = {
      startOnce: async (request: NamedStart) => {
        requests.push(request);
        return `arn:${request.name}`;
      },
    };
    const context = { client, signal, stateMachineArn: (name: string) => `machine:${name}` };
    const started = await startWindow(context, window);
    expect(started).toEqual({ executionArn: 'arn:room-1-b7-201502021400', label: 'room-1 2015-02-02 14:00' });
    expect(requests.map(({ name }) => name)).toEqual(['room-1-b7-201502021400']);
    expect(JSON.parse(requests[0]?.input ?? '')).toEqual({ ...window, intakeArn: 'machine:office-intake' });
  });
});
