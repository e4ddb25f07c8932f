import { createClient } from '@edgestep/sdk';
import { setTimeout as delay } from 'node:timers/promises';

import type { ClientRecord, ClientView } from '../client-view.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { eachOf } from './settle.ts';

const SAMPLE = 200;
const AT_ONCE = 4;
const PATIENCE_MS = 60_000;
const POLL_MS = 500;

/** The control plane shows what the zone has shown, for a sample of executions. Answers how many were compared. */
export async function checkHub(view: ClientView, url: string, random: SeededRandom): Promise<number> {
  const client = createClient({ endpoint: url });
  const ended = [...view.records.values()].filter(({ end }) => end !== undefined);
  const sample = Array.from({ length: Math.min(SAMPLE, ended.length) }, () => random.pick(ended));
  const deadline = performance.now() + PATIENCE_MS;
  await eachOf(sample, AT_ONCE, async (record) => {
    for (;;) {
      const difference = await differenceOf(client, record);
      if (difference === undefined) return;
      if (performance.now() > deadline) {
        return view.violation('the centre shows it too', difference, record.executionArn);
      }
      await delay(POLL_MS);
    }
  });
  return sample.length;
}

async function differenceOf(
  client: ReturnType<typeof createClient>,
  { executionArn, end }: ClientRecord,
): Promise<string | undefined> {
  try {
    const { status, output, stopDate } = await client.describeExecution({ executionArn });
    if (status === end?.status && output === end.output && stopDate?.getTime() === end.stopDate)
      return undefined;
    return `the zone shows ${end?.status}, the control plane ${status}`;
  } catch (error) {
    return `the control plane does not show it: ${String(error)}`;
  }
}
