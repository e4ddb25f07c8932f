import { describe, expect, it } from 'vitest';

import { startHubAndZones } from './hub-and-zones.ts';
import { startNatsServer } from './nats-test-server.ts';

interface Varz {
  readonly server_name: string;
  readonly leafnodes: number;
  readonly mqtt: { readonly port?: number };
  readonly max_payload: number;
  readonly jetstream: { readonly config: { readonly domain: string; readonly sync_always?: boolean } };
}

async function varz(monitorUrl: string): Promise<Varz> {
  const response = await fetch(`${monitorUrl}/varz`);
  return (await response.json()) as Varz;
}

describe('a nats-server for tests', () => {
  it('comes back on the same ports after it was killed, as another process', async () => {
    await using server = await startNatsServer();
    const { pid, url } = server;
    await server.kill();
    expect(server.pid).toBe(0);
    await server.restart();
    expect(server.url).toBe(url);
    expect(server.pid).not.toBe(pid);
    expect((await varz(server.monitorUrl)).server_name).toBe('hub');
  });

  it('says why it did not start', async () => {
    await expect(startNatsServer(() => 'port: [')).rejects.toThrow(/ended while starting[\s\S]*Parse error/);
  });

  it('links zones to a hub, each with its own domain', async () => {
    await using servers = await startHubAndZones(['los-angeles', 'dallas'], { durability: 'fsync' });
    await expect.poll(async () => (await varz(servers.hub.monitorUrl)).leafnodes).toBe(2);
    const dallas = await varz(servers.zone('dallas').monitorUrl);
    expect(dallas.jetstream.config).toMatchObject({ domain: 'dallas', sync_always: true });
    expect(dallas.max_payload).toBe(8 * 1024 * 1024);
    expect(dallas.mqtt.port).toBe(servers.zone('dallas').place.mqttPort);
    expect((await varz(servers.hub.monitorUrl)).jetstream.config.domain).toBe('hub');
  });
});
