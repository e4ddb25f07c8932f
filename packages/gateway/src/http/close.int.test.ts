import { GetActivityTaskCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { ApiHandlers } from '../port/api-handlers.ts';
import { createFrontDoor } from './front-door.ts';

const SILENT = { error: () => undefined };

function clientOf(url: string): SFNClient {
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
  return new SFNClient({ endpoint: url, region: 'dallas', credentials, maxAttempts: 1 });
}

/** A handler that says when it was reached and answers when it is told to. */
function held() {
  const reached = Promise.withResolvers<AbortSignal>();
  const finish = Promise.withResolvers<void>();
  const ListStateMachines: ApiHandlers['ListStateMachines'] = async (_request, { signal }) => {
    reached.resolve(signal);
    await finish.promise;
    return { stateMachines: [] };
  };
  return { reached: reached.promise, finish: finish.resolve, handlers: { ListStateMachines } };
}

describe('a front door that closes', () => {
  it('lets a call that is under way finish, on every address, and takes no other', async () => {
    const { reached, finish, handlers } = held();
    const door = await createFrontDoor({ handlers, log: SILENT });
    const first = await door.listen({ host: '127.0.0.1', port: 0 });
    const second = await door.listen({ host: '127.0.0.1', port: 0 });
    const client = clientOf(second.url);
    const call = client.send(new ListStateMachinesCommand({}));
    await reached;
    const closed = door.close();
    await expect(fetch(`${first.url}/healthz`)).rejects.toThrow('fetch failed');
    await expect(fetch(`${second.url}/healthz`)).rejects.toThrow('fetch failed');
    finish();
    await expect(call).resolves.toMatchObject({ stateMachines: [] });
    await closed;
    client.destroy();
  });

  it('does not wait for idle connections', async () => {
    const door = await createFrontDoor({ handlers: {}, log: SILENT, limits: { drainTimeoutMs: 60_000 } });
    const { url } = await door.listen({ host: '127.0.0.1', port: 0 });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await door.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('ends long polls at once, so that their workers look elsewhere', async () => {
    const reached = Promise.withResolvers<void>();
    const handlers: ApiHandlers = {
      GetActivityTask: (_request, { signal }) => {
        reached.resolve();
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve({})));
      },
    };
    const door = await createFrontDoor({ handlers, log: SILENT, limits: { drainTimeoutMs: 60_000 } });
    const { url } = await door.listen({ host: '127.0.0.1', port: 0 });
    const client = clientOf(url);
    const poll = client.send(new GetActivityTaskCommand({ activityArn: 'a' }));
    await reached.promise;
    await door.close();
    await expect(poll).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    client.destroy();
  });

  it('aborts and then cuts what does not end in time', async () => {
    const { reached, handlers } = held();
    const door = await createFrontDoor({ handlers, log: SILENT, limits: { drainTimeoutMs: 50 } });
    const { url } = await door.listen({ host: '127.0.0.1', port: 0 });
    const client = clientOf(url);
    const outcome = client.send(new ListStateMachinesCommand({})).catch((error: unknown) => error);
    const signal = await reached;
    expect(signal.aborted).toBe(false);
    await door.close();
    expect(signal.aborted).toBe(true);
    expect(await outcome).toMatchObject({ code: 'ECONNRESET' });
    client.destroy();
  });

  it('may be closed twice, and be disposed of', async () => {
    await using door = await createFrontDoor({ handlers: {}, log: SILENT });
    const { url } = await door.listen({ host: '127.0.0.1', port: 0 });
    await Promise.all([door.close(), door.close()]);
    await door.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('says so when an address is taken', async () => {
    await using first = await createFrontDoor({ handlers: {}, log: SILENT });
    await using second = await createFrontDoor({ handlers: {}, log: SILENT });
    const { port } = await first.listen({ host: '127.0.0.1', port: 0 });
    await expect(second.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
