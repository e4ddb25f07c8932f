import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it } from 'vitest';

import { readVarz } from './read-varz.ts';

/** A monitoring endpoint that answers so. */
async function endpoint(respond: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('what a server tells of itself', () => {
  it('is its varz', async () => {
    await using server = await endpoint((request, response) =>
      response.end(JSON.stringify({ asked: request.url })),
    );
    expect(await readVarz(server.url)).toEqual({ asked: '/varz' });
  });

  it('is nothing when it answers with something else', async () => {
    await using elsewhere = await endpoint((_request, response) => response.writeHead(404).end('{}'));
    await expect(readVarz(elsewhere.url)).rejects.toThrow(/varz answers with status 404/);
    await using page = await endpoint((_request, response) => response.end('<html>'));
    await expect(readVarz(page.url)).rejects.toThrow(SyntaxError);
  });

  it('is nothing when it never comes to an end', async () => {
    await using silent = await endpoint(() => {});
    await using stuck = await endpoint((_request, response) => void response.write('{'));
    await Promise.all([
      expect(readVarz(silent.url)).rejects.toMatchObject({ name: 'AbortError' }),
      expect(readVarz(stuck.url)).rejects.toThrow(/aborted/),
    ]);
  });

  it('is nothing when nobody listens', async () => {
    const gone = await endpoint(() => {});
    await gone[Symbol.asyncDispose]();
    await expect(readVarz(gone.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
