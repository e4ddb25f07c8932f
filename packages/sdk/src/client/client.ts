import type { HistoryEvent } from './shapes/history-event.ts';
import type { CallOptions } from './client-options.ts';
import type { DeployInput, Deployment } from './deploy.ts';
import type { InputOf, OperationName, OutputOf } from './operations.ts';
import type { RunOptions } from './run.ts';
import type { DescribeExecutionOutput } from './shapes/execution-shapes.ts';
import type { NamedStart } from './start-once.ts';
import type { Json } from '@edgestep/shared';

/** `describeExecution` and so on: every operation of the AWS Step Functions API under its name in camel case. */
export type OperationMethods = {
  readonly [Name in OperationName as Uncapitalize<Name>]: (
    input: InputOf<Name>,
    options?: CallOptions,
  ) => Promise<OutputOf<Name>>;
};

/**
 * A client of the API of a zone or of the control plane. Every method throws {@link EdgestepApiError} when the
 * service refused the call or could not be reached, after the retries that the operation allows.
 *
 * @example
 * ```ts
 * const client = createClient({ endpoint: 'http://127.0.0.1:7401' });
 * const { total } = await client.run(stateMachineArn, { order: 4711 });
 * ```
 */
export interface EdgestepClient extends OperationMethods {
  /**
   * Creates the state machine, or brings the one of this name to this definition; doing it again changes nothing.
   * The API at the control plane takes it and the zones follow within moments: see {@link waitForStateMachine}.
   */
  deploy(input: DeployInput, options?: CallOptions): Promise<Deployment>;

  /**
   * Waits until the API that this client calls knows the state machine, with the revision if one is given.
   * Bounded by the signal, else by 30 s, after which the last refusal is thrown.
   */
  waitForStateMachine(stateMachineArn: string, revisionId?: string, options?: CallOptions): Promise<void>;

  /**
   * Starts the execution of this name, or finds it when it was started before with the same input, running or ended;
   * answers its ARN. A service that is away for less than a minute is waited for, so a caller that is itself
   * restarted can start again what it may have started.
   *
   * @example
   * ```ts
   * const executionArn = await client.startOnce({ stateMachineArn, name: orderId, input: JSON.stringify(order) });
   * ```
   *
   * @throws EdgestepApiError `ExecutionAlreadyExists` when the name was taken with another input
   */
  startOnce(input: NamedStart, options?: CallOptions): Promise<string>;

  /**
   * Starts a Standard execution, waits for its end and answers its output.
   *
   * @throws {@link ExecutionFailedError} when it ends other than by success
   */
  run(stateMachineArn: string, input?: Json, options?: RunOptions): Promise<Json>;

  /**
   * Runs an Express execution while the caller waits, and answers its output.
   *
   * @throws {@link ExecutionFailedError} when it ends other than by success
   */
  runSync(stateMachineArn: string, input?: Json, options?: RunOptions): Promise<Json>;

  /**
   * Waits until the execution has ended, however it ended, and answers its description. A service that is away for
   * less than a minute does not end the wait.
   */
  waitFor(executionArn: string, options?: CallOptions): Promise<DescribeExecutionOutput>;

  /** The events of an execution's history from the first to the last so far, page by page as they are consumed. */
  history(executionArn: string, options?: CallOptions): AsyncIterableIterator<HistoryEvent>;
}
