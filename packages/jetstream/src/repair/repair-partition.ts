import { partitionStream, SNAPSHOT_STREAM, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { acceptedLossMetadata } from './accepted-loss.ts';
import { examine, gatherEvidence, type ExamineOptions, type Examination } from './examine-partition.ts';
import { findStreamInfo, heldSubject, repairStream } from './held-log.ts';
import { nothingMerged } from './merge-records.ts';
import { replaceLog, writeAside, type RebuildOptions } from './rebuild-log.ts';
import { releasePartition } from './release-partition.ts';

export interface RepairOptions extends ExamineOptions {
  /** Looks, and changes nothing. */
  readonly checkOnly: boolean;
  /** What nobody has any more is given up: the log ends before it. */
  readonly acceptLoss: boolean;
  readonly onProgress: (what: 'read' | 'written' | 'moved', sequence: number) => void;
}

/** What became of a partition's log, or would become of it. */
export interface RepairReport extends Omit<Examination, 'isSound'> {
  readonly partition: PartitionId;
  readonly stream: string;
  readonly outcome:
    | 'sound'
    /** `checkOnly`: everything that it lost can be had. */
    | 'repairable'
    | 'repaired'
    /** Records are lost that nobody has any more; nothing was changed. */
    | 'lost';
  /** False when the hub, which may have what is lost, did not answer. */
  readonly isHubReachable: boolean;
}

/**
 * Repairs the log of one partition (E5) with what the zone's servers and the hub have left of it. The partition is out
 * of service meanwhile, the others are not. An interrupted repair is gone on with. Faults: `log-damaged` where the
 * zone and the hub went different ways; `log-append-refused`.
 */
export async function repairPartition(options: RepairOptions): Promise<RepairReport> {
  const { connection, partition, onProgress } = options;
  const stream = partitionStream(partition);
  if (!options.checkOnly && (await isHalfReplaced(connection, partition))) {
    await replaceLog(rebuildOptions(options, 1));
  }
  const evidence = await gatherEvidence(options);
  const found = await examine(evidence, (sequence) => onProgress('read', sequence));
  const { records, fromCopies, lostTo, isSound } = found;
  const report = (outcome: RepairReport['outcome']): RepairReport => {
    const { isHubReachable } = evidence;
    return { partition, stream, outcome, records, fromCopies, lostTo, isHubReachable };
  };
  if (isSound) return report('sound');
  if (lostTo !== undefined && !options.acceptLoss) return report('lost');
  if (options.checkOnly) return report('repairable');
  await rebuild(options, evidence.replicas);
  return report('repaired');
}

/** A rebuild was interrupted after the log had been deleted. */
async function isHalfReplaced(connection: Connection, partition: PartitionId): Promise<boolean> {
  if ((await findStreamInfo(connection, repairStream(partition))) === undefined) return false;
  const log = await findStreamInfo(connection, partitionStream(partition));
  return log === undefined || log.config.mirror !== undefined;
}

async function rebuild(options: RepairOptions, replicas: number): Promise<void> {
  const { connection, partition, signal } = options;
  await hold(connection, partition);
  const leaseEpoch = await releasePartition(connection, partition, signal);
  // Nobody writes any more: this is all there will be.
  const evidence = await gatherEvidence(options);
  const merged = nothingMerged();
  const rebuildBy = rebuildOptions(options, replicas);
  await writeAside(rebuildBy, evidence.merge(merged));
  const seen = Math.max(merged.known, evidence.witness?.sequence ?? 0);
  const isLoss = seen > merged.last;
  const epoch = Math.max(leaseEpoch, merged.lastEpoch, evidence.epochMax);
  const accepted = isLoss ? { sequence: merged.last, epoch } : evidence.accepted;
  if (accepted !== undefined) await note(connection, partition, acceptedLossMetadata(accepted));
  if (isLoss) await dropSnapshots(connection, partition);
  await replaceLog(rebuildBy);
}

function rebuildOptions(options: RepairOptions, replicas: number): RebuildOptions {
  const { connection, partition, signal, onProgress } = options;
  return { connection, partition, replicas, signal, onProgress };
}

/** Nobody can append to it from now on, whoever thinks that he owns it. */
async function hold(connection: Connection, partition: PartitionId): Promise<void> {
  const info = await findStreamInfo(connection, partitionStream(partition));
  if (info === undefined) return;
  const { streams } = await connection.jetStream();
  await streams.update(info.config.name, { ...info.config, subjects: [heldSubject(partition)] });
}

async function note(
  connection: Connection,
  partition: PartitionId,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const { streams } = await connection.jetStream();
  const { config } = await streams.info(repairStream(partition));
  await streams.update(config.name, { ...config, metadata: { ...config.metadata, ...metadata } });
}

/** They may contain what is lost. */
async function dropSnapshots(connection: Connection, partition: PartitionId): Promise<void> {
  if ((await findStreamInfo(connection, SNAPSHOT_STREAM)) === undefined) return;
  const { streams } = await connection.jetStream();
  await streams.purge(SNAPSHOT_STREAM, { filter: `edgestep.snapshot.${partition}.>` });
}
