import type { ExecutionCommand, ExecutionEvent } from '@edgestep/shared';

import { fold } from '../src/evolve/fold.ts';
import type { ClosedFacts } from '../src/ports/closed-executions.ts';
import type { ParkedStates } from '../src/ports/parked-states.ts';
import type { TaskAssignment, TaskDispatcher } from '../src/ports/task-dispatcher.ts';
import { openSqliteParkedStates } from '../src/processor/parked-states-sqlite.ts';
import { PartitionProcessor } from '../src/processor/partition-processor.ts';
import { settled } from './hand-driven-log.ts';
import { MemorySnapshots } from './memory-snapshots.ts';
import { definitionsOf, redrive, start } from './processor-rig.ts';
import { RANDOM_INPUT, randomTasks } from './random-machine.ts';
import { seededRandom, type ScriptedOutcome } from './run-in-memory.ts';
import { SharedLog } from './shared-log.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The last owner has so many turns of the loop to finish everything. */
const PATIENCE_TURNS = 2_000;

export interface World {
  readonly machines: readonly unknown[];
  readonly seed: number;
  /** After how many turns of the loop each owner crashes; then one stays. */
  readonly crashes: readonly number[];
  /** Executions leave the heap at every opportunity. */
  readonly parks: boolean;
  /**
   * Nobody redrives, and chance is no more than the task's own: what becomes of an execution does not hang on what
   * else happens in which turn.
   */
  readonly isOrderly?: boolean;
}

/** In an orderly world everything that can go on without the clock does so before it moves. */
const TURNS_AT_REST = 8;

type Route = (command: ExecutionCommand) => Promise<unknown>;

/**
 * Does tasks by the dice. One that is handed out again is done again, with another result. When its owner has
 * crashed it goes on, and its reports reach the next owner late, through `route`.
 */
function worker(
  clock: VirtualClock,
  scriptOf: (task: TaskAssignment) => ScriptedOutcome,
  route: Route,
): TaskDispatcher & { crash(): void } {
  const running = new Map<string, Disposable>();
  let crashed = false;
  return {
    crash: () => {
      crashed = true;
    },
    dispatch(task) {
      const outcome = scriptOf(task);
      // An activity's time begins when a worker takes it.
      if (task.target.family === 'activity') void route({ kind: 'StartTask', ...addressOf(task) });
      if ('never' in outcome) return;
      const done = () => void route(reportOf(task, outcome));
      running.set(`${task.executionArn} ${task.taskId}`, clock.setTimer(outcome.afterMs ?? 1, done));
    },
    cancel(task) {
      if (!crashed) running.get(`${task.executionArn} ${task.taskId}`)?.[Symbol.dispose]();
    },
  };
}

function scripts({ seed, isOrderly = false }: World, generation: number) {
  const script = randomTasks(seed + generation);
  if (!isOrderly) return (task: TaskAssignment) => script(task, 0);
  return (task: TaskAssignment): ScriptedOutcome => {
    const outcome = randomTasks(seed + 7_919 * task.taskId + 104_729 * Number(task.executionName.slice(1)))(
      task,
      0,
    );
    // Never at the very time of a timer of the engine.
    return 'never' in outcome ? outcome : { ...outcome, afterMs: (outcome.afterMs ?? 1) + 0.37 };
  };
}

function addressOf({ executionArn, frame, taskId }: TaskAssignment) {
  return { executionArn, frame, taskId };
}

function reportOf(task: TaskAssignment, outcome: ScriptedOutcome) {
  const address = addressOf(task);
  return 'output' in outcome
    ? ({ kind: 'CompleteTask', ...address, output: { of: task.taskId } } as const)
    : ({
        kind: 'FailTask',
        ...address,
        phase: 'run',
        error: 'error' in outcome ? outcome.error : 'E',
      } as const);
}

/** Lives through a world: owner after owner, until every execution has ended. Answers what the log holds. */
export async function live(world: World) {
  const { machines, seed, crashes, parks, isOrderly = false } = world;
  const shared = new SharedLog();
  const clock = new VirtualClock(1_000_000);
  const snapshots = new MemorySnapshots();
  const definitions = definitionsOf(
    Object.fromEntries(machines.map((machine, index) => [`m${index}`, machine])),
  );
  const random = seededRandom(seed);
  const told = new Set<string>();
  const faults: unknown[] = [];
  let parked = 0;
  let owner: PartitionProcessor | undefined;
  for (const [generation, turns] of [...crashes, PATIENCE_TURNS].entries()) {
    const tasks = worker(clock, scripts(world, generation), async (command) => {
      // While the next owner recovers there is nobody to report to.
      await settled();
      await owner?.submit(command);
    });
    const abort = new AbortController();
    owner = await PartitionProcessor.open({
      log: shared.open({ losesAppend: () => random() < 0.1 && turns !== PATIENCE_TURNS }),
      reader: shared,
      snapshots,
      ...(parks ? { parkedStates: counting(() => (parked += 1)) } : {}),
      definitions,
      dispatcher: tasks,
      closedExecutions: {
        find: (executionArn) => endOf(shared, executionArn),
        places: async (executionArn) => shared.places(executionArn),
      },
      clock,
      evaluation: { random: isOrderly ? () => 0.5 : random, uuid: () => 'uuid' },
      taskToken: () => 'token',
      observer: {
        onClosed: (execution) => void told.add(execution.name),
        onFault: (fault) => faults.push(fault),
      },
      limits: { snapshotRecords: 5, appendsInFlightMax: 3, parkAfterMs: 0 },
      signal: abort.signal,
    });
    // Starting again is safe: clients repeat until they are answered.
    for (const index of machines.keys()) {
      void owner.submit({ ...start(`e${index}`, `m${index}`, RANDOM_INPUT), stateMachineArn: 'arn:m' });
    }
    for (let turn = 0; turn < turns; turn += 1) {
      for (let rest = 0; rest < (isOrderly ? TURNS_AT_REST : 1); rest += 1) await settled();
      // Whoever redrives does not look first: most are refused.
      if (!isOrderly && random() < 0.2)
        void owner.submit(redrive(`e${Math.floor(random() * machines.length)}`));
      const next = clock.nextAlarm;
      if (told.size === machines.length && owner.openExecutions === 0) break;
      if (next !== undefined) clock.advanceTo(isOrderly ? next : Math.min(next, clock.now() + 5_000));
    }
    tasks.crash();
    abort.abort();
  }
  return { shared, told, faults, parked };
}

/** A place for waiting executions that tells how often one was put there. */
function counting(onPut: () => void): ParkedStates {
  const states = openSqliteParkedStates(':memory:');
  return {
    put(id, bytes) {
      onPut();
      states.put(id, bytes);
    },
    get: (id) => states.get(id),
    delete: (id) => states.delete(id),
    [Symbol.dispose]: () => states[Symbol.dispose](),
  };
}

/** What a projection would know of an execution that has ended. */
function endOf(shared: SharedLog, executionArn: string): ClosedFacts | undefined {
  const state = fold(eventsByExecution(shared).get(executionArn) ?? []);
  if (state === undefined || state.status.kind === 'RUNNING') return undefined;
  return { startedAt: state.startedAt, closedAt: state.status.at };
}

export function eventsByExecution(shared: SharedLog): Map<string, ExecutionEvent[]> {
  const found = new Map<string, ExecutionEvent[]>();
  for (const record of shared.records) {
    for (const entry of record.entries) {
      found.set(entry.executionArn, [...(found.get(entry.executionArn) ?? []), ...entry.events]);
    }
  }
  return found;
}
