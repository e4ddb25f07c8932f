import type { EpochMs } from "../events/event-base.ts";
import type { ExecutionType } from "../events/execution-events.ts";
import type { JsonObject } from "../json/json.ts";

/** The hub's bucket of definitions; every zone holds a mirror of it. */
export const DEFINITIONS_BUCKET = "definitions";

/**
 * A state machine as the registry holds it (key `sm.<kvKey(name)>`). ARNs are not stored: they are written
 * with the region of whoever answers.
 */
export interface StateMachineRecord {
  readonly kind: "state-machine";
  readonly name: string;
  readonly type: ExecutionType;
  readonly status: "ACTIVE" | "DELETING";
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** Of what new executions run. Absent key in `revisions` never happens for it. */
  readonly current: StateMachineRevision;
  /** Published versions, by number from 1. Their definitions never change. */
  readonly versions: Readonly<Record<string, StateMachineVersion>>;
  readonly nextVersion: number;
  readonly aliases: Readonly<Record<string, StateMachineAlias>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** One content of a state machine. `revisionId` names it for ever: executions keep the revision they began with. */
export interface StateMachineRevision {
  readonly revisionId: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
}

export interface StateMachineVersion {
  readonly version: number;
  readonly revision: StateMachineRevision;
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

/** A revision by its id (key `rev.<revisionId>`): kept as long as an execution may run it. */
export interface RevisionRecord {
  readonly kind: "revision";
  readonly stateMachine: string;
  readonly type: ExecutionType;
  readonly revision: StateMachineRevision;
  readonly createdAt: EpochMs;
}

/** An activity (key `act.<kvKey(name)>`). */
export interface ActivityRecord {
  readonly kind: "activity";
  readonly name: string;
  readonly createdAt: EpochMs;
  readonly tags: Readonly<Record<string, string>>;
}

export type DefinitionRecord = StateMachineRecord | RevisionRecord | ActivityRecord;

const KV_SAFE = /^[A-Za-z0-9_-]+$/;

/** A name as a KV key token: itself where NATS allows it, else `=` and its UTF-8 bytes in hex. */
export function kvKey(name: string): string {
  if (KV_SAFE.test(name)) return name;
  let hex = "=";
  for (const byte of new TextEncoder().encode(name)) hex += byte.toString(16).padStart(2, "0");
  return hex;
}
