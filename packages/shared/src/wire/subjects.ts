import type { PartitionId } from '../ids/partition-id.ts';

/**
 * The subject grammar: every subject and stream that Edgestep uses, in one place. All of them live inside
 * one zone's account unless they start with `edgestep.hub`, `edgestep.zone` or `edgestep.mirror`, which cross the
 * leaf link. Nothing else of a zone's bus does (jetstream: `server-config/link-subjects.ts`).
 */

/** The stream that is a partition's log, in the zone's domain. */
export function partitionStream(partition: PartitionId): string {
  return `EDGESTEP_P${String(partition).padStart(2, '0')}`;
}

/**
 * The subject under which the owner of an epoch stores a partition's records. It is the owner's alone: the server
 * checks with every append that the last record of this subject is the one that the owner appended last (E2).
 */
export function partitionLogSubject(partition: PartitionId, epoch: number): string {
  return `edgestep.log.${partition}.${epoch}`;
}

/** All subjects of a partition's log: what its stream keeps. */
export function partitionLogSubjects(partition: PartitionId): string {
  return `edgestep.log.${partition}.*`;
}

/** The stream that holds the snapshots of all partitions of a zone. */
export const SNAPSHOT_STREAM = 'EDGESTEP_SNAPSHOTS';

/** The subject under which the manifests of a partition's snapshots are stored; the newest ones are kept. */
export function snapshotManifestSubject(partition: PartitionId): string {
  return `edgestep.snapshot.${partition}.manifest`;
}

/** The subject of one piece of a snapshot; `id` names the snapshot, `*` stands for any. */
export function snapshotChunkSubject(partition: PartitionId, id: string, chunk: number | '*'): string {
  return `edgestep.snapshot.${partition}.chunk.${id}.${chunk}`;
}

/** The hub's mirror of a zone's partition log. */
export function mirrorStream(zone: string, partition: PartitionId): string {
  return `${zone}_${partitionStream(partition)}`;
}

/** Where a mirror in one domain gets its messages from a stream of the zone or of the hub. Crosses the leaf link. */
export function mirrorDeliverSubject(zone: string, stream: string): string {
  return `edgestep.mirror.${zone}.${stream}`;
}

/** Requests to the owner of a partition: commands and reads. Only the owner subscribes. */
export function partitionCommandSubject(partition: PartitionId): string {
  return `edgestep.partition.${partition}.command`;
}

export function partitionQuerySubject(partition: PartitionId): string {
  return `edgestep.partition.${partition}.query`;
}

/** Asks the owner of a partition to answer when an execution has ended. Only the owner subscribes. */
export function partitionEndSubject(partition: PartitionId): string {
  return `edgestep.partition.${partition}.end`;
}

/**
 * Express children of distributed Maps: the owner of the partition that a child's ARN hashes to runs it in its node's
 * memory, and answers when it has ended.
 */
export function partitionExpressSubject(partition: PartitionId): string {
  return `edgestep.partition.${partition}.express`;
}

/** API calls for a zone; its nodes answer in one queue group. Crosses the leaf link. */
export function zoneApiSubject(zone: string): string {
  return `edgestep.zone.${zone}.api`;
}

/** What a zone looks like at the moment (`ZoneReport`); its nodes answer in one queue group. Crosses the leaf link. */
export function zoneStatusSubject(zone: string): string {
  return `edgestep.zone.${zone}.status`;
}

/** The sequence of the newest write to the registry, so that a zone can wait until its copy has it. Crosses the leaf link. */
export const HUB_REVISION_SUBJECT = 'edgestep.hub.revision';

/** API calls for the control plane; the answer's ARNs are written with `region`, `*` for the listener. Crosses the leaf link. */
export function hubApiSubject(region: string): string {
  return `edgestep.hub.api.${region}`;
}

/** An activity's tasks are offered to whoever polls, in one queue group. `key`: see `kvKey`. */
export function activityOfferSubject(key: string): string {
  return `edgestep.activity.${key}.offer`;
}

/** A poller says that it waits for tasks of an activity. */
export function activityWantedSubject(key: string): string {
  return `edgestep.activity.${key}.wanted`;
}

/** Status changes of executions, as CloudEvents. */
export function executionStatusSubject(status: string): string {
  return `edgestep.status.${status}`;
}

/** The stream that keeps the execution logs of a zone for a while. */
export const EXECUTION_LOG_STREAM = 'EDGESTEP_LOGS';

/** All execution logs of a zone. */
export const EXECUTION_LOG_SUBJECTS = 'edgestep.logs.*';

/** The lines of one log group (`loggingConfiguration.destinations`). `key`: see `kvKey`. */
export function executionLogSubject(key: string): string {
  return `edgestep.logs.${key}`;
}

/** Where the workers of a function listen by convention; workers of other tooling may use any subject and are found by discovery. */
export function functionSubject(functionName: string): string {
  return `fn.${functionName}`;
}

/** Where workers of the SDK take several tasks of a function in one message. Whoever may use `fn.>` may use it. */
export function batchSubject(functionName: string): string {
  return `${functionSubject(functionName)}.batch`;
}
