import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';

import { afterEach, describe, expect, it } from 'vitest';

import { serverAilment } from './server-ailment.ts';

let server: Server | undefined;

afterEach(() => server?.close());

async function healthy(answer: string): Promise<string> {
  server = createServer((_request, response) => response.end(answer));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fullOnce = `JetStream stream '$G > A' write error: write 1.blk: no space left on device`;

describe('what a nats-server needs a new start for', () => {
  it('is a stream that refuses every write since the disk was full', async () => {
    const url = await healthy(JSON.stringify({ status: 'unavailable', error: fullOnce }));
    expect(await serverAilment(url, tmpdir())).toBe(fullOnce);
  });

  it.each([
    ['it is well', JSON.stringify({ status: 'ok' })],
    ['it catches up with the others', JSON.stringify({ status: 'unavailable', error: 'not current' })],
    ['it says nothing that can be read', 'starting'],
  ])('is nothing when %s', async (_what, answer) => {
    expect(await serverAilment(await healthy(answer), tmpdir())).toBeUndefined();
  });

  it('is nothing when it does not answer', async () => {
    expect(await serverAilment('http://127.0.0.1:1', tmpdir())).toBeUndefined();
  });
});
