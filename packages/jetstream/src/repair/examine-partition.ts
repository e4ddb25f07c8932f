import { partitionStream, type PartitionId } from '@edgestep/shared';

import type { Connection } from '../connection/connection.ts';
import { latestSnapshotMark } from '../snapshots/snapshot-mark.ts';
import { isGivenUp, parseAcceptedLoss, type AcceptedLoss } from './accepted-loss.ts';
import { findStreamInfo, isHeld } from './held-log.ts';
import type { HubCopies } from './hub-copies.ts';
import type { LogWitness } from './log-witness.ts';
import { mergeRecords, nothingMerged, type Merged, type Preference } from './merge-records.ts';
import { RecordSource, type SoundRecord, type SourcePlace } from './record-source.ts';

export interface ExamineOptions {
  readonly connection: Connection;
  readonly partition: PartitionId;
  readonly copies: Pick<HubCopies, 'find'>;
  readonly preference: Preference;
  readonly signal: AbortSignal;
}

/** A partition's log and everything that is left of it elsewhere. */
export interface Evidence {
  /** Undefined when the zone has no such stream. */
  readonly zoneLast: number | undefined;
  readonly replicas: number;
  readonly isHeld: boolean;
  readonly isHubReachable: boolean;
  readonly accepted: AcceptedLoss | undefined;
  /** What the newest snapshot has seen. */
  readonly witness: LogWitness | undefined;
  /** The newest epoch that is known of. */
  readonly epochMax: number;
  /** Puts the log together; each call reads everything again. */
  readonly merge: (merged: Merged) => AsyncGenerator<SoundRecord, void, undefined>;
}

/** Looks at everything that is left of a log, and changes nothing. */
export async function gatherEvidence(options: ExamineOptions): Promise<Evidence> {
  const { connection, partition, signal, preference } = options;
  const stream = partitionStream(partition);
  // Before the log itself, which only grows.
  const found = await options.copies.find(partition);
  const mark = await latestSnapshotMark(connection, partition, signal);
  const info = await findStreamInfo(connection, stream);
  const accepted = parseAcceptedLoss(info?.config.metadata);
  const copies = (found ?? []).filter(({ tail }) => !isGivenUp(accepted, tail));
  const witness =
    mark === undefined || isGivenUp(accepted, mark) ? undefined : { who: 'its newest snapshot', ...mark };
  const replicas = info?.config.num_replicas ?? 1;
  const zoneLast = info?.state.last_seq;
  return {
    zoneLast,
    replicas,
    isHeld: await isHeld(connection, partition),
    isHubReachable: found !== undefined,
    accepted,
    witness,
    epochMax: Math.max(0, mark?.epoch ?? 0, ...(found ?? []).map(({ tail }) => tail.epoch)),
    merge: async function* (merged) {
      await using sources = new AsyncDisposableStack();
      const open = (place: Pick<SourcePlace, 'stream' | 'domain' | 'last' | 'replicas'>) =>
        sources.use(new RecordSource({ connection, signal, ...place }));
      const zone = open({ stream, last: zoneLast ?? 0, replicas });
      const elsewhere = copies.map(({ stream: copy, domain, tail }) =>
        open({ stream: copy, domain, last: tail.sequence, replicas: 1 }),
      );
      yield* mergeRecords(zone, elsewhere, preference, merged);
    },
  };
}

/** What a log is found to be. */
export interface Examination {
  /** Records that can be put together. */
  readonly records: number;
  /** How many of them only the hub has. */
  readonly fromCopies: number;
  /** The newest record that anybody has seen, if it is one that nobody has any more. */
  readonly lostTo: number | undefined;
  readonly isSound: boolean;
}

/** Puts the log together, for the sake of knowing that it can be done. */
export async function examine(
  evidence: Evidence,
  onProgress: (sequence: number) => void,
): Promise<Examination & { readonly lastEpoch: number }> {
  const merged = nothingMerged();
  for await (const { sequence } of evidence.merge(merged)) onProgress(sequence);
  const { last, fromCopies, known, lastEpoch } = merged;
  const seen = Math.max(known, evidence.witness?.sequence ?? 0);
  const isWhole = seen <= last;
  return {
    records: last,
    fromCopies,
    lostTo: isWhole ? undefined : seen,
    isSound: isWhole && fromCopies === 0 && !evidence.isHeld && (evidence.zoneLast ?? 0) === last,
    lastEpoch,
  };
}
