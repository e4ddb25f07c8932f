import { partitionLogSubject, partitionStream, zoneApiSubject } from '@edgestep/shared';
import { startHubAndZones, type HubAndZones } from '@edgestep/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../connection/connect.ts';
import type { Connection } from '../connection/connection.ts';
import { ensurePartitionStream } from '../log/partition-stream.ts';

const forEver = new AbortController().signal;

let servers: HubAndZones;
let hub: Connection;
let losAngeles: Connection;
let dallas: Connection;

beforeAll(async () => {
  servers = await startHubAndZones(['los-angeles', 'dallas']);
  hub = await connect({ servers: [servers.hub.url], name: 'hub' });
  losAngeles = await connect({ servers: [servers.zone('los-angeles').url], name: 'los-angeles' });
  dallas = await connect({ servers: [servers.zone('dallas').url], name: 'dallas' });
});

afterAll(async () => {
  for (const connection of [hub, losAngeles, dallas]) await connection[Symbol.asyncDispose]();
  await servers[Symbol.asyncDispose]();
});

/** Answers requests on a subject with the connection's name. */
async function answer(connection: Connection, subject: string, text: string): Promise<void> {
  connection.nats.subscribe(subject, {
    callback: (_error, message) => {
      message.respond(text);
    },
  });
  await connection.nats.flush();
}

/** The answer, as soon as the links are up and know of the listener. */
function expectAnswer(connection: Connection, subject: string) {
  return expect.poll(async () => {
    const reply = await connection.nats.request(subject, '', { timeout: 500 }).catch(() => undefined);
    return reply?.string();
  });
}

/** Publishes a subject of the hub in Los Angeles until all heard it: what was published before it has come too. */
async function expectAllHear(listeners: readonly (readonly string[])[], subject: string): Promise<void> {
  const mark = () => {
    losAngeles.nats.publish(subject, 'x');
    return listeners.every((heard) => heard.includes(subject));
  };
  await expect.poll(mark, { timeout: 10_000 }).toBe(true);
}

/** The subjects of all that reaches a server. */
async function listen(elsewhere: Connection): Promise<readonly string[]> {
  const heard: string[] = [];
  elsewhere.nats.subscribe('>', {
    callback: (_error, message) => {
      heard.push(message.subject);
    },
  });
  await elsewhere.nats.flush();
  return heard;
}

describe('the link between a zone and the hub', () => {
  it('lets calls through between the hub and a zone, and from zone to zone', async () => {
    await answer(dallas, zoneApiSubject('dallas'), 'from dallas');
    await answer(hub, 'edgestep.hub.greeting', 'from the hub');
    await expectAnswer(hub, zoneApiSubject('dallas')).toBe('from dallas');
    await expectAnswer(losAngeles, zoneApiSubject('dallas')).toBe('from dallas');
    await expectAnswer(losAngeles, 'edgestep.hub.greeting').toBe('from the hub');
  });

  it("keeps a zone's workers, devices and records in the zone", async () => {
    const subject = partitionLogSubject(0, 1);
    for (const zone of [losAngeles, dallas])
      await ensurePartitionStream(zone, 0, partitionStream(0), 1, forEver);
    const listeners = [await listen(dallas), await listen(hub)];
    await expectAllHear(listeners, 'edgestep.hub.linked');
    for (const local of [subject, 'fn.detect', 'sensors.7', 'edgestep.activity.approve.wanted']) {
      losAngeles.nats.publish(local, 'x');
    }
    await expectAllHear(listeners, 'edgestep.hub.mark');
    expect(listeners.flat().filter((each) => !/^(edgestep\.hub|_INBOX|\$)/.test(each))).toEqual([]);
    const { streams } = await dallas.jetStream();
    expect((await streams.info(partitionStream(0))).state.messages).toBe(0);
    const own = await losAngeles.jetStream();
    expect((await own.streams.info(partitionStream(0))).state.messages).toBe(1);
  });
});
