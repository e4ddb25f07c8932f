import { ApiError, type RevisionRecord, type StateMachineRecord } from '@edgestep/shared';

import { requireMachineArn } from '../arns.ts';
import type { RegistryView } from '../registry-view.ts';

/** What a state machine ARN, plain or qualified, names. */
export interface ResolvedStateMachine {
  readonly record: StateMachineRecord;
  readonly revision: RevisionRecord;
  /** The published version that it stands for: the qualifier itself, or where the alias led. */
  readonly version: number | undefined;
  readonly alias: string | undefined;
}

export function stateMachineDoesNotExist(arn: string): ApiError {
  return new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** Throws StateMachineDeleting for a state machine that takes no starts and changes any more. */
export function requireKept(record: StateMachineRecord, arn: string): StateMachineRecord {
  if (record.deletingSince === undefined) return record;
  throw new ApiError('StateMachineDeleting', `State Machine Is Being Deleted: '${arn}'`);
}

/** The record behind an unqualified ARN. Throws InvalidArn, ValidationException or StateMachineDoesNotExist. */
export function requireStateMachine(view: RegistryView, arn: string): StateMachineRecord {
  const { name, qualifier } = requireMachineArn(arn);
  const record = qualifier === undefined ? view.stateMachine(name) : undefined;
  if (record === undefined) throw stateMachineDoesNotExist(arn);
  return record;
}

/**
 * What an ARN names: a state machine, a version (`…:3`) or an alias (`…:prod`). An alias chooses one of its
 * versions by weight; `random` is a number from [0, 1).
 */
export function resolveStateMachine(view: RegistryView, arn: string, random: number): ResolvedStateMachine {
  const { name, qualifier } = requireMachineArn(arn);
  const record = view.stateMachine(name);
  if (record === undefined) throw stateMachineDoesNotExist(arn);
  if (qualifier === undefined) {
    return withRevision(view, arn, { record, revisionId: record.revisionId });
  }
  const alias = record.aliases.find((candidate) => candidate.name === qualifier);
  const version = alias === undefined ? Number(qualifier) : chooseVersion(alias.routing, random);
  const published = record.versions.find((candidate) => candidate.version === version);
  if (published === undefined) throw stateMachineDoesNotExist(arn);
  return withRevision(view, arn, {
    record,
    revisionId: published.revisionId,
    version,
    ...(alias === undefined ? {} : { alias: alias.name }),
  });
}

function withRevision(
  view: RegistryView,
  arn: string,
  found: { record: StateMachineRecord; revisionId: string; version?: number; alias?: string },
): ResolvedStateMachine {
  const revision = view.revision(found.revisionId);
  if (revision === undefined) throw stateMachineDoesNotExist(arn);
  return { record: found.record, revision, version: found.version, alias: found.alias };
}

function chooseVersion(
  routing: readonly { readonly version: number; readonly weight: number }[],
  random: number,
): number {
  let threshold = random * 100;
  for (const { version, weight } of routing) {
    if (threshold < weight) return version;
    threshold -= weight;
  }
  return routing.at(-1)?.version ?? 0;
}
