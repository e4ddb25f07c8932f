import type { EvaluationPort, StateWork, WorkOutcome } from '@edgestep/asl';
import type { EpochMs, JsonObject } from '@edgestep/shared';

/** A task that a state under test hands out. */
export interface TaskToCall extends Omit<Extract<StateWork, { readonly kind: 'task' }>, 'kind'> {
  readonly roleArn: string;
  /** The context object that the state saw. */
  readonly context: JsonObject;
}

/** What TestState needs of the place where it runs. */
export interface TestStatePorts {
  /** For the ARNs in the context object. */
  readonly region: string;
  readonly account: string;
  readonly now: () => EpochMs;
  readonly uuid: () => string;
  readonly evaluation: EvaluationPort;
  /** Calls whoever does a task, once. Resolves also when `signal` is aborted: with any outcome. */
  readonly callTask: (task: TaskToCall, signal: AbortSignal) => Promise<WorkOutcome>;
}
