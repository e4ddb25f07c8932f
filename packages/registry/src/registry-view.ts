import type { ActivityRecord, RevisionRecord, StateMachineRecord } from '@edgestep/shared';

/** The registry's records as a decision reads them: the hub's own bucket, or a zone's copy. */
export interface RegistryView {
  stateMachine(name: string): StateMachineRecord | undefined;
  revision(revisionId: string): RevisionRecord | undefined;
  activity(name: string): ActivityRecord | undefined;
  stateMachines(): Iterable<StateMachineRecord>;
  activities(): Iterable<ActivityRecord>;
}
