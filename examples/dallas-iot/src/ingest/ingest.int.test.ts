import mqtt from 'mqtt';
import { describe, expect, it } from 'vitest';

import { startMqttServer } from '../../test/mqtt-server.ts';
import { replayDevice } from '../device/replay-device.ts';
import { statusTopic } from '../device/topics.ts';
import { Ingest } from './ingest.ts';
import type { MessageWindow } from './window-collector.ts';

const windows = { windowMs: 2 * 3_600_000, latenessMs: 5 * 60_000 };
const { signal } = new AbortController();

function ingestInto(taken: MessageWindow[], mqttUrl: string, boot: string): Promise<Ingest> {
  const onWindow = async (window: MessageWindow): Promise<void> => void taken.push(window);
  return Ingest.start({ mqttUrl, boot, windows, offlineGraceMs: 300, onWindow });
}

describe('the ingest', () => {
  it('takes everything that the device publishes over MQTT, once, in windows of two hours', async () => {
    await using server = await startMqttServer();
    const taken: MessageWindow[] = [];
    await using ingest = await ingestInto(taken, server.mqttUrl, 'b1');
    const sent = await replayDevice({ mqttUrl: server.mqttUrl, room: 'room-1', boot: 'b1', signal });
    const arrived = await ingest.ended(signal);
    expect(arrived).toMatchObject({ messages: sent, repeated: 5, late: 0 });
    expect(taken).toHaveLength(23);
    expect(taken.reduce((sum, { messages }) => sum + messages.length, 0)).toBe(sent - 5);
    expect(taken.map(({ from }) => from)).toEqual(taken.map(({ from }) => from).toSorted((a, b) => a - b));
  });

  it('loses nothing when the broker is killed in between', async () => {
    await using server = await startMqttServer();
    const taken: MessageWindow[] = [];
    await using ingest = await ingestInto(taken, server.mqttUrl, 'b2');
    const replay = replayDevice({ mqttUrl: server.mqttUrl, room: 'room-1', boot: 'b2', signal });
    await expect.poll(() => taken.length, { timeout: 10_000, interval: 5 }).toBeGreaterThan(2);
    await server.restart();
    const sent = await replay;
    const { repeated, late } = await ingest.ended(signal);
    expect(repeated).toBeGreaterThanOrEqual(5);
    const all = taken.flatMap(({ messages }) => messages);
    expect(new Set(all).size + late).toBeGreaterThanOrEqual(sent - 5);
    expect(all).toHaveLength(sent - 5);
  });

  it('goes on when the device comes back after its connection broke', async () => {
    await using server = await startMqttServer();
    const taken: MessageWindow[] = [];
    await using ingest = await ingestInto(taken, server.mqttUrl, 'b4');
    const status = statusTopic('room-1', 'b4');
    const broken = await mqtt.connectAsync(server.mqttUrl);
    await broken.publishAsync(status, 'offline', { qos: 1 });
    await broken.publishAsync(status, 'online', { qos: 1 });
    await broken.endAsync();
    await replayDevice({ mqttUrl: server.mqttUrl, room: 'room-1', boot: 'b4', signal });
    expect(await ingest.ended(signal)).toMatchObject({ late: 0 });
    expect(taken).toHaveLength(23);
  });

  it('ends also when the device dies without a word: the broker says so for it', async () => {
    await using server = await startMqttServer();
    const taken: MessageWindow[] = [];
    await using ingest = await ingestInto(taken, server.mqttUrl, 'b3');
    const device = await mqtt.connectAsync(server.mqttUrl, {
      will: { topic: statusTopic('room-1', 'b3'), payload: Buffer.from('offline'), qos: 1, retain: false },
    });
    const row = '"1","2015-02-02 14:19:00",23.7,26.272,585.2,749.2,0.00476416302416414,1';
    await device.publishAsync('office/room-1/b3/readings', row, { qos: 1 });
    device.stream.destroy();
    device.end(true);
    expect(await ingest.ended(signal)).toMatchObject({ messages: 1 });
    expect(taken).toMatchObject([{ room: 'room-1', boot: 'b3', messages: [row] }]);
  });
});
