import { HubCopies, listPartitions, repairPartition, type RepairReport } from '@edgestep/jetstream';

import { UsageError } from '../commands/usage-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { ProgressLine } from './progress-line.ts';
import { openZone, type ZoneOptions } from './zone-connection.ts';

export interface RepairCommand extends ZoneOptions {
  readonly partition?: number;
  readonly check: boolean;
  readonly acceptLoss: boolean;
  readonly prefer?: 'zone' | 'hub';
}

/** What a partition's repair came to: a report, or why it could not be made. */
type Result =
  | RepairReport
  | { readonly partition: number; readonly outcome: 'failed'; readonly message: string };

/**
 * `edgestep repair`: checks the logs of a zone and puts back what they lost. False when something is left that is not
 * as it should be.
 */
export async function repair(terminal: Terminal, endpoint: string, command: RepairCommand): Promise<boolean> {
  if (command.acceptLoss && command.partition === undefined) {
    throw new UsageError(
      '--accept-loss gives records up for good: name the --partition that it is meant for.',
    );
  }
  await using connection = await openZone(command, endpoint);
  const { zone } = command;
  const copies = new HubCopies({ connection, zone, onTrouble: (message) => terminal.note(message) });
  const progress = new ProgressLine(terminal);
  const all = await listPartitions(connection, zone);
  const partitions = command.partition === undefined ? all : [command.partition];
  const results: Result[] = [];
  for (const partition of partitions) {
    const report = await repairPartition({
      connection,
      partition,
      copies,
      checkOnly: command.check,
      preference: command.prefer,
      acceptLoss: command.acceptLoss,
      signal: new AbortController().signal,
      onProgress: (what, sequence) => progress.tell(() => `partition ${partition}: ${what} ${sequence}`),
    }).catch((error: unknown) => failed(partition, error));
    results.push(report);
  }
  terminal.result(results, () => results.map((result) => describe(result, zone)).join('\n'));
  return results.every(({ outcome }) => outcome === 'sound' || outcome === 'repaired');
}

function failed(partition: number, error: unknown): Result {
  const message = error instanceof Error ? error.message : String(error);
  return { partition, outcome: 'failed', message };
}

function describe(result: Result, zone: string): string {
  const name = `partition ${result.partition}:`;
  switch (result.outcome) {
    case 'sound':
      return `${name} sound, ${result.records} records`;
    case 'repairable':
      return `${name} damaged; ${result.records} records can be put together, ${result.fromCopies} of them from the hub. Repair it: edgestep repair --zone ${zone} --partition ${result.partition}`;
    case 'repaired':
      return `${name} repaired, ${result.records} records, ${result.fromCopies} of them from the hub${lossOf(result)}`;
    case 'lost':
      return `${name} ${lossText(result)}${lossAdvice(result, zone)}`;
    case 'failed':
      return `${name} ${result.message}${result.message.includes('different ways') ? '. Choose with --prefer zone or --prefer hub; what the other one has is left out' : ''}`;
  }
}

function lossOf(report: RepairReport): string {
  return report.lostTo === undefined
    ? ''
    : `; records ${report.records + 1} to ${report.lostTo} were given up`;
}

function lossText({ stream, records, lostTo }: RepairReport): string {
  return `damaged: records ${records + 1} to ${lostTo ?? '?'} of ${stream} are lost in the zone`;
}

function lossAdvice({ isHubReachable, partition }: RepairReport, zone: string): string {
  if (!isHubReachable) return ', and the hub does not answer: repair it when the link is back';
  return `, and the hub does not have them either. Restore a backup, or go on without them: edgestep repair --zone ${zone} --partition ${partition} --accept-loss`;
}
