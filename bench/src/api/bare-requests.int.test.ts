import { describe, expect, it } from 'vitest';

import { startZoneServer } from '../durable/zone-server.ts';
import { BareRequests } from './bare-requests.ts';

describe('BareRequests', () => {
  it('gets its answers from another process, many at once', async () => {
    await using server = await startZoneServer('relaxed');
    await using requests = await BareRequests.open(server.connection, server.url);
    const asked = Array.from({ length: 50 }, () => requests.ask());
    await expect(Promise.all(asked)).resolves.toHaveLength(50);
  });

  it('rejects when nobody answers any more', async () => {
    await using server = await startZoneServer('relaxed');
    const requests = await BareRequests.open(server.connection, server.url);
    await requests[Symbol.asyncDispose]();
    await expect(requests.ask()).rejects.toThrow('the echo did not answer: no-responders');
  });
});
