import { ApiError, type StateMachineRecord } from '@edgestep/shared';

import type { RegistryContext } from '../registry-context.ts';

const VERSIONS_MAX = 1_000;

/** Publishes the current revision. When the newest version holds it already, that one is the answer. */
export function publishVersion(
  record: StateMachineRecord,
  description: string | undefined,
  context: RegistryContext,
): { readonly record: StateMachineRecord; readonly version: number; readonly createdAt: number } {
  const newest = record.versions.at(-1);
  if (newest !== undefined && newest.revisionId === record.revisionId) {
    return { record, version: newest.version, createdAt: newest.createdAt };
  }
  if (record.versions.length >= VERSIONS_MAX) {
    throw new ApiError(
      'ServiceQuotaExceededException',
      `A state machine can have at most ${VERSIONS_MAX} versions. Delete versions that are no longer used.`,
    );
  }
  const version = {
    version: record.nextVersion,
    revisionId: record.revisionId,
    createdAt: context.now,
    ...(description === undefined ? {} : { description }),
  };
  return {
    record: { ...record, versions: [...record.versions, version], nextVersion: record.nextVersion + 1 },
    version: version.version,
    createdAt: version.createdAt,
  };
}
