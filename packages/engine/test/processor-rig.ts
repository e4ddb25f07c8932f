import {
  EdgestepError,
  type ExecutionCommand,
  type Json,
  type StartExecution,
  type TaskAddress,
} from '@edgestep/shared';

import type { ClosedExecution } from '../src/effects/closed-execution.ts';
import type { ClosedExecutions } from '../src/ports/closed-executions.ts';
import type { DefinitionSource } from '../src/ports/definition-source.ts';
import type { ParkedStates } from '../src/ports/parked-states.ts';
import type { SnapshotStore } from '../src/ports/snapshot-store.ts';
import type { TaskAssignment, TaskDispatcher } from '../src/ports/task-dispatcher.ts';
import { PartitionProcessor } from '../src/processor/partition-processor.ts';
import type { ProcessorLimits, ProcessorObserver } from '../src/processor/processor-options.ts';
import { executionArn } from './events.ts';
import { HandDrivenLog } from './hand-driven-log.ts';
import { compiled, seededRandom } from './run-in-memory.ts';
import { VirtualClock } from './virtual-clock.ts';

type Report = (command: ExecutionCommand) => Promise<void>;

/** Keeps what it is given; the test does the work. */
export class RecordingDispatcher implements TaskDispatcher {
  readonly dispatched: TaskAssignment[] = [];
  readonly cancelled: string[] = [];
  report: Report | undefined;

  dispatch(task: TaskAssignment, report: Report): void {
    this.dispatched.push(task);
    this.report = report;
  }

  cancel(task: { readonly executionArn: string; readonly taskId: number }): void {
    this.cancelled.push(`${nameOf(task.executionArn)}/${task.taskId}`);
  }

  /** The tasks handed out, as `execution/taskId progress`. */
  get names(): string[] {
    return this.dispatched.map((task) => `${task.executionName}/${task.taskId} ${task.progress}`);
  }
}

export interface RigOptions {
  readonly log?: HandDrivenLog;
  readonly snapshots?: SnapshotStore;
  readonly parkedStates?: ParkedStates;
  readonly clock?: VirtualClock;
  readonly definitions?: DefinitionSource;
  readonly closedExecutions?: ClosedExecutions;
  readonly limits?: Partial<ProcessorLimits>;
  readonly observer?: ProcessorObserver;
  readonly mayOwn?: () => boolean;
}

/** A processor with everything around it in the test's hands. */
export async function processorRig(machines: Readonly<Record<string, unknown>>, options: RigOptions = {}) {
  const log = options.log ?? new HandDrivenLog();
  const dispatcher = new RecordingDispatcher();
  const clock = options.clock ?? new VirtualClock(1_000_000);
  const closed: ClosedExecution[] = [];
  const faults: unknown[] = [];
  const abort = new AbortController();
  const random = seededRandom(1);
  const processor = await PartitionProcessor.open({
    log,
    reader: log,
    ...(options.snapshots === undefined ? {} : { snapshots: options.snapshots }),
    ...(options.parkedStates === undefined ? {} : { parkedStates: options.parkedStates }),
    definitions: options.definitions ?? definitionsOf(machines),
    dispatcher,
    closedExecutions: options.closedExecutions ?? {
      find: () => undefined,
      places: async (arn) => log.places(arn),
    },
    clock,
    evaluation: { random, uuid: () => '00000000-0000-4000-a000-000000000000' },
    taskToken: ({ taskId }) => `token-${taskId}`,
    observer: {
      onClosed: (execution) => void closed.push(execution),
      onFault: (fault) => faults.push(fault),
      ...options.observer,
    },
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.mayOwn === undefined ? {} : { mayOwn: options.mayOwn }),
    signal: abort.signal,
  });
  return { processor, log, dispatcher, clock, closed, faults, abort };
}

/** Definitions by revision; a revision that is not there can't be loaded. */
export function definitionsOf(machines: Readonly<Record<string, unknown>>): DefinitionSource {
  const known = new Map(Object.entries(machines).map(([name, machine]) => [name, compiled(machine)]));
  return {
    load(revisionId) {
      const machine = known.get(revisionId);
      if (machine !== undefined) return machine;
      return Promise.reject(new EdgestepError('definition-invalid', `there is no revision ${revisionId}`));
    },
  };
}

/** The start of an execution of a machine, which is named by its revision. */
export function start(name: string, revisionId: string, input: Json = {}): StartExecution {
  return {
    kind: 'StartExecution',
    executionArn: executionArn(name),
    name,
    stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
    revisionId,
    type: 'STANDARD',
    roleArn: 'arn:aws:iam::000000000000:role/orders',
    input,
    startedBy: 'anonymous',
  };
}

function nameOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

/** What became of a promise, without waiting for it. */
export function watch<T>(promise: Promise<T>): { value: T | undefined } {
  const seen: { value: T | undefined } = { value: undefined };
  void promise.then((value) => {
    seen.value = value;
  });
  return seen;
}

const functionArn = 'arn:aws:lambda:dallas:000000000000:function:work';
/** Definitions that processor tests run, by their revisions. */
export const machines = {
  pass: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
  task: { StartAt: 'Work', States: { Work: { Type: 'Task', Resource: functionArn, End: true } } },
  timed: {
    StartAt: 'Work',
    States: {
      Work: { Type: 'Task', Resource: functionArn, TimeoutSeconds: 60, HeartbeatSeconds: 10, End: true },
    },
  },
  wait: {
    StartAt: 'Sleep',
    States: { Sleep: { Type: 'Wait', Seconds: 30, Next: 'A' }, A: { Type: 'Pass', End: true } },
  },
  jsonata: {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true } },
  },
};

/** The task of an execution that has one. */
export function task(name: string, taskId = 3): TaskAddress {
  return { executionArn: executionArn(name), frame: 0, taskId };
}

export function complete(name: string, taskId = 3) {
  return { kind: 'CompleteTask', ...task(name, taskId), output: 'done' } as const;
}

export function fail(name: string, taskId = 3) {
  return { kind: 'FailTask', ...task(name, taskId), phase: 'run', error: 'Red' } as const;
}

export function redrive(name: string, clientToken?: string) {
  return {
    kind: 'RedriveExecution',
    executionArn: executionArn(name),
    redrivenBy: 'anonymous',
    ...(clientToken === undefined ? {} : { clientToken }),
  } as const;
}
