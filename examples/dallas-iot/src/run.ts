import type { Example, ExampleContext, ExampleExecution, ExampleResult, Json } from '@edgestep/sdk';

import { replayDevice } from './device/replay-device.ts';
import { UNUSABLE } from './device/faults.ts';
import { findings } from './findings.ts';
import type { OfficeReport } from './functions/report.ts';
import { Ingest } from './ingest/ingest.ts';
import { startWindow } from './ingest/start-window.ts';
import { listenForAlerts } from './notifications.ts';

const WINDOW = { windowMs: 2 * 3_600_000, latenessMs: 5 * 60_000 };
const ROOM = 'room-1';

function machine(name: string, type: 'STANDARD' | 'EXPRESS') {
  return { name, type, file: new URL(`../${name}.asl.json`, import.meta.url) };
}

/** Watches over an office room whose sensor speaks MQTT, in the zone where the room is. */
export const example: Example = {
  name: 'dallas-iot',
  title: 'Office sensors over MQTT: validated, windowed, searched for anomalies',
  zone: 'dallas',
  machines: [
    machine('office-intake', 'EXPRESS'),
    machine('office-window', 'STANDARD'),
    machine('office-report', 'STANDARD'),
  ],
  workers: [{ name: 'iot-workers', file: new URL('workers.ts', import.meta.url) }],
  run,
};

async function run(context: ExampleContext): Promise<ExampleResult> {
  const { client, signal, report } = context;
  const { mqttUrl } = context.zone;
  if (mqttUrl === undefined)
    throw new Error(`The zone ${context.zone.name} has no MQTT port for the sensors`);
  const boot = crypto.randomUUID().slice(0, 8);
  const executions: ExampleExecution[] = [];
  const started = (executionArn: string, label: string): void => {
    executions.push({ executionArn, label, expectedStatus: 'SUCCEEDED' });
    context.onExecution(executionArn, label);
  };
  await using _alerts = await listenForAlerts(mqttUrl, { room: ROOM, boot }, report);
  await using ingest = await Ingest.start({
    mqttUrl,
    boot,
    windows: WINDOW,
    offlineGraceMs: 10_000,
    onWindow: async (window) => {
      const { executionArn, label } = await startWindow(context, window);
      started(executionArn, label);
    },
  });
  const sent = await replayDevice({ mqttUrl, room: ROOM, boot, signal });
  const arrived = await ingest.ended(signal);
  report(
    `${sent} messages sent (${UNUSABLE} of them unusable), ${arrived.messages} arrived, ${arrived.repeated} more than once`,
  );

  const input = JSON.stringify({ room: ROOM, boot, windows: executions.length });
  const stateMachineArn = context.stateMachineArn('office-report');
  const request = { stateMachineArn, name: `${ROOM}-${boot}`, input };
  const last = await client.startOnce(request, { signal });
  started(last, 'report');
  const ended = await client.waitFor(last, { signal });
  await Promise.all(executions.map(({ executionArn }) => client.waitFor(executionArn, { signal })));
  if (ended.output === undefined) return { executions, findings: [], output: null };
  return {
    executions,
    findings: findings(JSON.parse(ended.output) as OfficeReport),
    output: JSON.parse(ended.output) as Json,
  };
}
