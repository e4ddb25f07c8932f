import { setTimeout as delay } from 'node:timers/promises';

import type { ClientRecord, ClientView } from '../client-view.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { ZoneApi } from './zone-api.ts';

export interface WatchOptions {
  readonly api: ZoneApi;
  readonly view: ClientView;
  readonly random: SeededRandom;
  readonly signal: AbortSignal;
}

const WATCHERS = 4;
const LOOK_EVERY_MS = 60;
const HISTORY_SHARE = 0.15;
const STOP_SHARE = 0.004;
const NEWEST = 300;

/** Looks at executions that may have been started, again and again, and stops a few; until the signal is aborted. */
export async function watchExecutions(options: WatchOptions): Promise<void> {
  await Promise.all(Array.from({ length: WATCHERS }, () => watch(options)));
}

async function watch(options: WatchOptions): Promise<void> {
  const { random, signal } = options;
  while (!signal.aborted) {
    await delay(LOOK_EVERY_MS * random.between(0.5, 1.5));
    const record = toLookAt(options);
    if (record === undefined) continue;
    if (random.next() < STOP_SHARE && record.foundAt !== undefined) await stop(options, record);
    else if (random.next() < HISTORY_SHARE) await readHistory(options, record);
    else await describe(options, record);
  }
}

/** One of those whose end nobody has seen, or one of the newest; sometimes any. */
function toLookAt({ view, random }: WatchOptions): ClientRecord | undefined {
  const records = [...view.records.values()].filter(({ attempts }) => attempts.length > 0);
  if (records.length === 0) return undefined;
  const open = records.filter(({ end, foundAt }) => end === undefined && foundAt !== undefined);
  const kind = random.next();
  if (kind < 0.5 && open.length > 0) return random.pick(open);
  return random.pick(kind < 0.9 ? records.slice(-NEWEST) : records);
}

/** Describes an execution and has the answer judged; true when it was answered. */
export async function describe(
  { api, view }: Pick<WatchOptions, 'api' | 'view'>,
  record: ClientRecord,
): Promise<boolean> {
  const { executionArn } = record;
  const answer = await api.call((client, call) => client.describeExecution({ executionArn }, call));
  switch (answer.outcome) {
    case 'acknowledged':
      view.described(record, answer);
      return true;
    case 'refused':
      if (answer.error === 'ExecutionDoesNotExist') view.notFound(record, answer.askedAt);
      else
        view.violation('a read is answered', `DescribeExecution was refused: ${answer.words}`, executionArn);
      return true;
    case 'unknown':
      return false;
  }
}

async function readHistory({ api, view }: WatchOptions, record: ClientRecord): Promise<void> {
  const { executionArn } = record;
  const answer = await api.call(async (client, call) => {
    const types: string[] = [];
    for await (const event of client.history(executionArn, call)) types.push(`${event.id} ${event.type}`);
    return types;
  });
  if (answer.outcome === 'acknowledged') view.historyRead(record, answer);
  else if (answer.outcome === 'refused' && answer.error === 'ExecutionDoesNotExist')
    view.notFound(record, answer.askedAt);
  else if (answer.outcome === 'refused')
    view.violation('a read is answered', `GetExecutionHistory was refused: ${answer.words}`, executionArn);
}

async function stop({ api }: WatchOptions, record: ClientRecord): Promise<void> {
  const { executionArn } = record;
  record.stopAskedAt ??= performance.now();
  const answer = await api.call((client, call) => client.stopExecution({ executionArn }, call));
  if (answer.outcome === 'acknowledged') record.stopAcknowledgedAt ??= answer.answeredAt;
}
