import { stat } from 'node:fs/promises';

import { backUpZone, type BackUpReport } from '@edgestep/jetstream';

import type { Terminal } from '../terminal/terminal.ts';
import { writeCompressed } from './backup-file.ts';
import { ProgressLine } from './progress-line.ts';
import { openZone, type ZoneOptions } from './zone-connection.ts';

export interface BackupCommand extends ZoneOptions {
  readonly out: string;
}

/**
 * `edgestep backup`: writes everything that a zone owns to a file, while the zone works. False when something could not
 * be read.
 */
export async function backup(terminal: Terminal, endpoint: string, command: BackupCommand): Promise<boolean> {
  await using connection = await openZone(command, endpoint);
  const progress = new ProgressLine(terminal);
  let report: BackUpReport | undefined;
  const read = backUpZone({
    connection,
    zone: command.zone,
    onProgress: (stream, messages) => progress.tell(() => `${stream}: ${messages} messages`),
  });
  await writeCompressed(
    command.out,
    keeping(read, (value) => (report = value)),
  );
  const { size: fileBytes } = await stat(command.out);
  terminal.result({ ...report, file: command.out, fileBytes }, () =>
    report === undefined ? '' : describe(report, command.out, fileBytes),
  );
  return report?.damaged.length === 0;
}

/** Hands the values on, and the outcome to `keep`. */
async function* keeping<T, R>(
  source: AsyncGenerator<T, R>,
  keep: (outcome: R) => void,
): AsyncGenerator<T, void> {
  keep(yield* source);
}

function describe(report: BackUpReport, file: string, fileBytes: number): string {
  const lines = [
    `${file}: ${report.messages} messages of ${report.streams.length} streams of ${report.zone}, ${fileBytes} bytes`,
    'It holds the keys of the zone and all payloads: keep it as safe as the zone itself.',
  ];
  if (report.skipped.length > 0)
    lines.push(`Not included, being none of Edgestep's: ${report.skipped.join(', ')}`);
  if (report.damaged.length > 0)
    lines.push(
      `Damaged in the zone, and only in it as far as it can be read: ${report.damaged.join(', ')}. Keep older backups`,
    );
  return lines.join('\n');
}
