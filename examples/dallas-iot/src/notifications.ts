import mqtt from 'mqtt';

import { describeStep } from './findings.ts';
import type { Step } from './statistics/find-steps.ts';

/** Listens to the alerts of a room's device as anything on the zone's bus could, and reports them. */
export async function listenForAlerts(
  mqttUrl: string,
  { room, boot }: { readonly room: string; readonly boot: string },
  report: (line: string) => void,
): Promise<AsyncDisposable> {
  const client = await mqtt.connectAsync(mqttUrl, { reconnectPeriod: 200 });
  client.on('message', (_topic, payload) => {
    const alert = JSON.parse(payload.toString('utf8')) as {
      readonly boot: string;
      readonly steps: readonly Step[];
    };
    if (alert.boot !== boot) return;
    for (const step of alert.steps) report(`alert: ${describeStep(step)}`);
  });
  await client.subscribeAsync(`office/${room}/alerts`, { qos: 0 });
  return { [Symbol.asyncDispose]: () => client.endAsync() };
}
