import { setTimeout as delay } from 'node:timers/promises';

import type { ClientRecord, ClientView } from '../client-view.ts';
import { describe } from '../load/watch-executions.ts';
import type { ZoneApi } from '../load/zone-api.ts';

export interface SettleOptions {
  readonly api: ZoneApi;
  readonly view: ClientView;
  readonly settleMs: number;
  readonly progress: (open: number) => void;
}

const ROUND_MS = 500;
const AT_ONCE = 8;

/** Waits until every execution has ended, or was never there; names what has not ended in time. Answers how long it took, in ms. */
export async function settle({ api, view, settleMs, progress }: SettleOptions): Promise<number> {
  const began = performance.now();
  let open = [...view.records.values()];
  let told = -1;
  for (;;) {
    open = await stillOpen(api, view, open);
    if (open.length !== told) progress(open.length);
    told = open.length;
    if (open.length === 0) return Math.round(performance.now() - began);
    if (performance.now() - began > settleMs) break;
    await delay(ROUND_MS);
  }
  for (const { executionArn, acknowledgedAt, foundAt } of open) {
    if (foundAt !== undefined) view.violation('no execution is stuck', 'it has not ended', executionArn);
    else if (acknowledgedAt === undefined) {
      view.violation('a read is answered', 'nobody can tell whether it exists', executionArn);
    }
  }
  return Math.round(performance.now() - began);
}

/** Those of which no end is known. An acknowledged start that is not found counts as a violation at once. */
async function stillOpen(
  api: ZoneApi,
  view: ClientView,
  records: readonly ClientRecord[],
): Promise<ClientRecord[]> {
  const open: ClientRecord[] = [];
  await eachOf(records, AT_ONCE, async (record) => {
    const wasFound = record.foundAt !== undefined;
    const isAnswered = await describe({ api, view }, record);
    const isNever = isAnswered && !wasFound && record.foundAt === undefined;
    const isGone =
      isAnswered && record.acknowledgedAt !== undefined && record.end === undefined && isLost(view, record);
    if (record.end === undefined && !isNever && !isGone) open.push(record);
  });
  return open;
}

function isLost({ violations }: ClientView, { executionArn }: ClientRecord): boolean {
  return violations.some(
    (each) => each.executionArn === executionArn && each.rule === 'found once, found always',
  );
}

/** Does something with each, so many at a time. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await action(item);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
