import { setTimeout as delay } from 'node:timers/promises';

import type { LogRecord } from '@edgestep/engine';
import { connect, HUB_DOMAIN, JetStreamLogReader, type Connection } from '@edgestep/jetstream';
import { mirrorStream, partitionStream, PARTITIONS_DEFAULT } from '@edgestep/shared';

import type { ClientView } from '../client-view.ts';

export interface LogCheckOptions {
  readonly view: ClientView;
  readonly zone: string;
  readonly zoneServers: readonly string[];
  readonly hubServers: readonly string[];
}

/** What was read. */
export interface LogCheck {
  readonly records: number;
  readonly events: number;
  /** How long the hub took to have all that the zone has, in ms; undefined when it did not. */
  readonly hubBehindMs: number | undefined;
}

const HUB_PATIENCE_MS = 120_000;
const POLL_MS = 500;
const CLOSED = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/**
 * Reads every record of every partition's log, in the zone and at the hub: the reader proves that none is missing, that
 * all checksums fit and that each names the one before it. Then what they tell is held against what clients saw.
 */
export async function checkLogs(options: LogCheckOptions): Promise<LogCheck> {
  const { view, zone } = options;
  await using inZone = await connect({ servers: options.zoneServers, name: 'reliability check' });
  await using atHub = await connect({ servers: options.hubServers, name: 'reliability check' });
  const ofZone = await readLogs(
    view,
    'the zone',
    new JetStreamLogReader(inZone, { streamOf: partitionStream }),
  );
  const hubBehindMs = await untilHubHas(options, inZone, atHub);
  if (hubBehindMs === undefined) {
    view.violation('all arrives at the hub', `the hub lacks records after ${HUB_PATIENCE_MS / 1_000} s`);
  }
  const ofHub = await readLogs(
    view,
    'the hub',
    new JetStreamLogReader(atHub, { streamOf: (partition) => mirrorStream(zone, partition) }),
  );
  if (hubBehindMs !== undefined && ofHub.events !== ofZone.events) {
    const what = `the logs of the zone hold ${ofZone.events} events, the hub's copies ${ofHub.events}`;
    view.violation('all arrives at the hub', what);
  }
  checkLives(view, ofZone);
  return { records: ofZone.records, events: ofZone.events, hubBehindMs };
}

/** What logs tell of executions. */
interface LogContents {
  records: number;
  events: number;
  readonly starts: Map<string, number>;
  readonly ends: Map<string, number>;
}

async function readLogs(view: ClientView, where: string, reader: JetStreamLogReader): Promise<LogContents> {
  const contents: LogContents = { records: 0, events: 0, starts: new Map(), ends: new Map() };
  for (let partition = 0; partition < PARTITIONS_DEFAULT; partition += 1) {
    try {
      for await (const record of reader.read(partition, 1)) take(contents, record);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      view.violation('logs are chained', `partition ${partition} of ${where}: ${why}`);
    }
  }
  return contents;
}

function take(contents: LogContents, { entries }: LogRecord): void {
  contents.records += 1;
  for (const { executionArn, events } of entries) {
    contents.events += events.length;
    for (const { kind } of events) {
      if (kind === 'ExecutionStarted') count(contents.starts, executionArn);
      else if (CLOSED.test(kind)) count(contents.ends, executionArn);
    }
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Every execution of the logs, children included, began once and ended once; all that clients saw is among them. */
function checkLives({ records, violations, ...view }: ClientView, { starts, ends }: LogContents): void {
  void view;
  const note = (what: string, executionArn: string) =>
    violations.push({ rule: 'one beginning and one end', what, executionArn });
  for (const [executionArn, begun] of starts) {
    if (begun > 1) note(`its log has ${begun} beginnings`, executionArn);
    const ended = ends.get(executionArn) ?? 0;
    if (ended !== 1) note(`its log has ${ended} ends`, executionArn);
  }
  for (const { executionArn, foundAt } of records.values()) {
    if (foundAt !== undefined && !starts.has(executionArn)) note('no log has its beginning', executionArn);
    if (foundAt === undefined && starts.has(executionArn))
      note('it is in the log and nobody finds it', executionArn);
  }
}

async function untilHubHas(
  { zone }: LogCheckOptions,
  inZone: Connection,
  atHub: Connection,
): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < HUB_PATIENCE_MS) {
    const isBehind = await Promise.all(
      Array.from({ length: PARTITIONS_DEFAULT }, async (_, partition) => {
        const origin = await lastSequence(inZone, partitionStream(partition));
        const copy = await lastSequence(atHub, mirrorStream(zone, partition), HUB_DOMAIN);
        return origin === undefined || copy === undefined || copy < origin;
      }),
    );
    if (!isBehind.includes(true)) return Math.round(performance.now() - began);
    await delay(POLL_MS);
  }
  return undefined;
}

/** Undefined while nobody answers. */
async function lastSequence(
  connection: Connection,
  stream: string,
  domain?: string,
): Promise<number | undefined> {
  try {
    const { streams } = await connection.jetStream(domain);
    return (await streams.info(stream)).state.last_seq;
  } catch {
    return undefined;
  }
}
