import { startHubAndZones, startNatsServer } from '@edgestep/testkit';
import { describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import { checkServerDurability } from './check-server.ts';
import { serverAgeMs } from './server-age.ts';

describe("a node's check of its server", () => {
  it('passes a server that syncs every write, and refuses one that does not', async () => {
    await using strict = await startHubAndZones(['dallas'], { durability: 'fsync' });
    await using lax = await startNatsServer();
    for (const server of [strict.hub, strict.zone('dallas')]) {
      await using connection = await connect({ servers: [server.url], name: 'test' });
      const source = { kind: 'monitor', urls: [server.monitorUrl] } as const;
      await checkServerDurability(connection, 'fsync', source);
    }
    await using connection = await connect({ servers: [lax.url], name: 'test' });
    const source = { kind: 'monitor', urls: [lax.monitorUrl] } as const;
    await expect(checkServerDurability(connection, 'fsync', source)).rejects.toMatchObject({
      code: 'server-too-weak',
      message: expect.stringContaining('sync_interval: always'),
    });
    await checkServerDurability(connection, 'relaxed', source);
  });

  it("is not fooled by another server's endpoint, or by none", async () => {
    await using own = await startNatsServer();
    await using other = await startNatsServer();
    await using connection = await connect({ servers: [own.url], name: 'test' });
    const check = (url: string) =>
      checkServerDurability(connection, 'relaxed', { kind: 'monitor', urls: [url] });
    await expect(check(other.monitorUrl)).rejects.toMatchObject({ code: 'server-too-weak' });
    await other.stop();
    await expect(check(other.monitorUrl)).rejects.toMatchObject({ code: 'server-too-weak' });
  });

  it('learns how old its own server is', async () => {
    await using server = await startNatsServer();
    await using connection = await connect({ servers: [server.url], name: 'node' });
    await using other = await startNatsServer();
    const ageOf = (...urls: string[]) => serverAgeMs(connection, { kind: 'monitor', urls });
    expect(await ageOf(other.monitorUrl, server.monitorUrl)).toBeGreaterThanOrEqual(0);
    expect(await ageOf(other.monitorUrl)).toBeUndefined();
    await server.kill();
    expect(await ageOf(server.monitorUrl)).toBeUndefined();
  });

  it('judges those of several servers that are up, as long as its own is one of them', async () => {
    await using own = await startNatsServer();
    await using other = await startNatsServer();
    await using connection = await connect({ servers: [own.url], name: 'test' });
    const source = { kind: 'monitor', urls: [own.monitorUrl, other.monitorUrl] } as const;
    await checkServerDurability(connection, 'relaxed', source);
    await expect(checkServerDurability(connection, 'fsync', source)).rejects.toThrow(/sync_interval/);
    await other.stop();
    await checkServerDurability(connection, 'relaxed', source);
  });

  it('may ask through the system account instead', async () => {
    await using server = await startNatsServer(
      (place) => `
        listen: "127.0.0.1:${place.port}"
        jetstream { store_dir: "${place.dir}/data", sync_interval: always }
        accounts {
          SYS { users: [ { user: sys, password: secret } ] }
          ZONE { jetstream: enabled, users: [ { user: node, password: secret } ] }
        }
        system_account: SYS`,
    );
    const as = (user: string) =>
      connect({
        servers: [server.url],
        name: user,
        credentials: { kind: 'password', user, password: 'secret' },
      });
    await using node = await as('node');
    await using system = await as('sys');
    await checkServerDurability(node, 'fsync', { kind: 'system-account', connection: system });
    await expect(
      checkServerDurability(node, 'replicated', { kind: 'system-account', connection: system }),
    ).rejects.toThrow(/cluster of 1/);
  });
});
