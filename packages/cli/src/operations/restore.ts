import { restoreZone, surveyBackup, type BackupSummary } from '@edgestep/jetstream';

import type { Terminal } from '../terminal/terminal.ts';
import { readCompressed } from './backup-file.ts';
import { ProgressLine } from './progress-line.ts';
import { openZone, type ZoneOptions } from './zone-connection.ts';

export interface RestoreCommand extends ZoneOptions {
  readonly in: string;
  /** Reads the backup and proves it; no zone is needed. */
  readonly check: boolean;
  readonly replicas?: number;
}

/** `edgestep restore`: brings a zone with an empty store to what a backup holds. */
export async function restore(terminal: Terminal, endpoint: string, command: RestoreCommand): Promise<void> {
  const progress = new ProgressLine(terminal);
  const onProgress = (what: string, messages: number) => progress.tell(() => `${what} ${messages} messages`);
  if (command.check) {
    const survey = await surveyBackup(readCompressed(command.in), (count) => onProgress('verified', count));
    terminal.result(survey.summary, () => `${command.in} is sound: ${describe(survey.summary)}`);
    return;
  }
  await using connection = await openZone(command, endpoint);
  const summary = await restoreZone({
    connection,
    zone: command.zone,
    open: () => readCompressed(command.in),
    ...(command.replicas === undefined ? {} : { replicas: command.replicas }),
    onProgress,
  });
  terminal.result(summary, () => `Restored: ${describe(summary)}. Start the nodes of the zone.`);
}

function describe({ messages, streams, zone, createdAt }: BackupSummary): string {
  return `${messages} messages of ${streams.length} streams of ${zone}, as of ${createdAt}`;
}
