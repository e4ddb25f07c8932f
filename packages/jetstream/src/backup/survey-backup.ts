import { openEnvelope } from '../log/record-envelope.ts';
import { parseLease } from '../lease/lease-records.ts';
import { partitionOfStream } from './partition-of-stream.ts';
import type { BackupSummary } from './backup-format.ts';
import { readBackup } from './read-backup.ts';

/** What there is to know of a backup before it is restored. */
export interface BackupSurvey {
  readonly summary: BackupSummary;
  /** The last record of each log, by the partition. */
  readonly logs: ReadonlyMap<number, { readonly sequence: number; readonly epoch: number }>;
  /** The newest epoch that it knows of. */
  readonly epochMax: number;
}

/** Reads a backup from its beginning to its end, and proves all of it. Fault: `log-damaged`. */
export async function surveyBackup(
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (messages: number) => void,
): Promise<BackupSurvey> {
  const entries = readBackup(bytes);
  const logs = new Map<number, { readonly sequence: number; readonly epoch: number }>();
  let epochMax = 0;
  let count = 0;
  let partition: number | undefined;
  let isLeases = false;
  for (let next = await entries.next(); ; next = await entries.next()) {
    if (next.done === true) return { summary: next.value, logs, epochMax };
    const entry = next.value;
    if (entry.kind === 'stream') {
      partition = entry.stream.role === 'log' ? partitionOfStream(entry.stream.config.name) : undefined;
      isLeases = entry.stream.role === 'leases';
      if (partition !== undefined) logs.set(partition, { sequence: 0, epoch: 0 });
    }
    if (entry.kind !== 'message') continue;
    onProgress((count += 1));
    if (partition !== undefined) {
      const opened = openEnvelope(entry.data);
      const epoch = opened.kind === 'sound' ? opened.envelope.epoch : 0;
      logs.set(partition, { sequence: entry.message.sequence, epoch });
      epochMax = Math.max(epochMax, epoch);
    }
    if (isLeases) epochMax = Math.max(epochMax, parseLease(entry.data)?.epoch ?? 0);
  }
}
