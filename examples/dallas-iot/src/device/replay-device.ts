import { readFile } from 'node:fs/promises';

import mqtt from 'mqtt';

import { messagesOf } from './faults.ts';
import { readingsTopic, statusTopic } from './topics.ts';

/** The real readings (see data/ATTRIBUTION.md). */
const READINGS = new URL('../../data/readings.csv', import.meta.url);

/** Messages that are not acknowledged yet, at most. */
const IN_FLIGHT_MAX = 100;

export interface ReplayOptions {
  readonly mqttUrl: string;
  readonly room: string;
  /** Names this run of the device. */
  readonly boot: string;
  readonly signal: AbortSignal;
}

/** The lines that the device sends: the header when it starts, then every row, with the faults of faults.ts. */
export function deviceMessages(csv: string): string[] {
  const [header = '', ...rows] = csv.trimEnd().split('\n');
  return [header, ...rows.flatMap((row, at) => messagesOf(row, at + 1))];
}

/**
 * A room sensor that replays the recorded readings over MQTT, each as the row of the file, as fast as the broker
 * acknowledges them. Says `online` whenever it has connected and `done` when it is through; the broker says `offline`
 * for it when its connection breaks. What was not acknowledged by then is sent again.
 *
 * @returns how many messages it sent
 */
export async function replayDevice(options: ReplayOptions): Promise<number> {
  const { room, boot, signal } = options;
  const status = statusTopic(room, boot);
  const client = await mqtt.connectAsync(options.mqttUrl, {
    clientId: `sensor-${room}-${boot}`,
    will: { topic: status, payload: Buffer.from('offline'), qos: 1, retain: false },
    reconnectPeriod: 200,
    clean: false,
  });
  client.on('connect', () => client.publish(status, 'online', { qos: 1 }));
  try {
    await client.publishAsync(status, 'online', { qos: 1 });
    const messages = deviceMessages(await readFile(READINGS, 'utf8'));
    const topic = readingsTopic(room, boot);
    for (let at = 0; at < messages.length; at += IN_FLIGHT_MAX) {
      signal.throwIfAborted();
      const batch = messages.slice(at, at + IN_FLIGHT_MAX);
      await Promise.all(batch.map((text) => client.publishAsync(topic, text, { qos: 1 })));
    }
    await client.publishAsync(status, 'done', { qos: 1 });
    return messages.length;
  } finally {
    await client.endAsync();
  }
}
