import type { Json } from '@edgestep/shared';

import type { EdgestepClient } from '../client/client.ts';
import type { ExecutionStatus } from '../client/shapes/execution-shapes.ts';
import type { StateMachineType } from '../client/shapes/state-machine-shapes.ts';

/** A state machine to deploy before an example runs. */
export interface ExampleMachine {
  readonly name: string;
  /** The definition's file. */
  readonly file: URL;
  readonly type: StateMachineType;
}

/** A program to keep running in the zone while an example runs. It reads `NATS_URL` and ends by SIGTERM. */
export interface ExampleWorker {
  /** A TypeScript file, run by Node with `--conditions=source`. */
  readonly file: URL;
  /** What it is called in messages. */
  readonly name: string;
}

/** What an example is given when it runs. Its machines are deployed and known in the zone, its workers started. */
export interface ExampleContext {
  /** Calls the API of the zone. */
  readonly client: EdgestepClient;
  readonly zone: {
    readonly name: string;
    /** The address of the zone's API. */
    readonly url: string;
    readonly natsUrl: string;
    /** Where devices speak MQTT; absent when the zone's server has no such port. */
    readonly mqttUrl?: string;
  };
  /** The ARN of a deployed machine, with the zone as its region. */
  readonly stateMachineArn: (name: string) => string;
  /** Prints a line of progress. */
  readonly report: (line: string) => void;
  /** Says that an execution was started, so that it can be watched. */
  readonly onExecution: (executionArn: string, label: string) => void;
  /** Aborted when the run is to end early. */
  readonly signal: AbortSignal;
}

/** An execution that an example started, and how it has to end. */
export interface ExampleExecution {
  readonly executionArn: string;
  readonly label: string;
  readonly expectedStatus: Exclude<ExecutionStatus, 'RUNNING' | 'PENDING_REDRIVE'>;
}

export interface ExampleResult {
  /** Every Standard execution that was started; the run counts as good when each ended as expected. */
  readonly executions: readonly ExampleExecution[];
  /** What was found, in lines to print. */
  readonly findings: readonly string[];
  /** What was found, as data: the same on every run, whatever was killed meanwhile. Null when the run did not get so far. */
  readonly output: Json;
}

/** An example that `edgestep demo` can run: the `example` that its `src/run.ts` exports. */
export interface Example {
  readonly name: string;
  readonly title: string;
  /** The zone where it belongs. */
  readonly zone: string;
  readonly machines: readonly ExampleMachine[];
  readonly workers: readonly ExampleWorker[];
  /** Runs it once on real input, and waits for the end of what it started. Running it again does no harm. */
  readonly run: (context: ExampleContext) => Promise<ExampleResult>;
}
