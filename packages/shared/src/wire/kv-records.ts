import type { EpochMs } from '../events/event-base.ts';
import type { ExecutionType } from '../events/execution-events.ts';
import type { JsonObject } from '../json/json.ts';

/** The hub's bucket of definitions; every zone holds a mirror of it. */
export const DEFINITIONS_BUCKET = 'definitions';

/**
 * A state machine as the registry holds it (key `sm.<kvKey(name)>`). ARNs are not stored: they are written
 * with the region of whoever answers. Contents are kept apart, one record a revision, and referred to.
 */
export interface StateMachineRecord {
  readonly kind: 'state-machine';
  readonly name: string;
  readonly type: ExecutionType;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** The revision that new executions run. */
  readonly revisionId: string;
  /** The revision that the state machine was created with: the API does not show its id. */
  readonly firstRevisionId: string;
  /** Published versions in the order of their numbers. Their contents never change. */
  readonly versions: readonly StateMachineVersion[];
  readonly nextVersion: number;
  readonly aliases: readonly StateMachineAlias[];
  readonly tags: Readonly<Record<string, string>>;
  /** It was deleted, and is gone once none of its executions is open. It has no versions and aliases then. */
  readonly deletingSince?: EpochMs;
}

export interface StateMachineVersion {
  readonly version: number;
  readonly revisionId: string;
  readonly description?: string;
  readonly createdAt: EpochMs;
}

export interface StateMachineAlias {
  readonly name: string;
  readonly description?: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** One or two versions; weights add up to 100. */
  readonly routing: readonly { readonly version: number; readonly weight: number }[];
}

/**
 * One content of a state machine (key `rev.<revisionId>`). The id names it for ever: an execution keeps the
 * revision that it began with, so the record outlives the state machine.
 */
export interface RevisionRecord {
  readonly kind: 'revision';
  readonly revisionId: string;
  readonly stateMachine: string;
  readonly type: ExecutionType;
  readonly createdAt: EpochMs;
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
}

/** An activity (key `act.<kvKey(name)>`). */
export interface ActivityRecord {
  readonly kind: 'activity';
  readonly name: string;
  readonly createdAt: EpochMs;
  /** Absent: the service's own key. */
  readonly encryptionConfiguration?: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

export type DefinitionRecord = StateMachineRecord | RevisionRecord | ActivityRecord;

/** The keys of the bucket. */
export function stateMachineKey(name: string): string {
  return `sm.${kvKey(name)}`;
}

export function revisionKey(revisionId: string): string {
  return `rev.${kvKey(revisionId)}`;
}

export function activityKey(name: string): string {
  return `act.${kvKey(name)}`;
}

const KV_SAFE = /^[A-Za-z0-9_-]+$/;

/** A name as a KV key token: itself where NATS allows it, else `=` and its UTF-8 bytes in hex. */
export function kvKey(name: string): string {
  if (KV_SAFE.test(name)) return name;
  let hex = '=';
  for (const byte of new TextEncoder().encode(name)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
