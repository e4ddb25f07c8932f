import { isJsonObject, type ExecutionCommand, type ExecutionEvent } from '@edgestep/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { settled } from '../../test/hand-driven-log.ts';
import { definitionsOf, MemorySnapshots, redrive, start } from '../../test/processor-rig.ts';
import { RANDOM_INPUT, randomMachine, randomTasks } from '../../test/random-machine.ts';
import { seededRandom, type ScriptedOutcome } from '../../test/run-in-memory.ts';
import { SharedLog } from '../../test/shared-log.ts';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { fold } from '../evolve/fold.ts';
import type { ClosedFacts } from '../ports/closed-executions.ts';
import type { TaskAssignment, TaskDispatcher } from '../ports/task-dispatcher.ts';
import { PartitionProcessor } from './partition-processor.ts';

/** The last owner has so many turns of the loop to finish everything. */
const PATIENCE_TURNS = 2_000;

interface World {
  readonly machines: readonly unknown[];
  readonly seed: number;
  /** After how many turns of the loop each owner crashes; then one stays. */
  readonly crashes: readonly number[];
}

const world: fc.Arbitrary<World> = fc.record({
  machines: fc.array(randomMachine, { minLength: 1, maxLength: 4 }),
  seed: fc.nat(),
  crashes: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
});

type Route = (command: ExecutionCommand) => Promise<unknown>;

/**
 * Does tasks by the dice. One that is handed out again is done again, with another result. When its owner has
 * crashed it goes on, and its reports reach the next owner late, through `route`.
 */
function worker(clock: VirtualClock, seed: number, route: Route): TaskDispatcher & { crash(): void } {
  const script = randomTasks(seed);
  const running = new Map<string, Disposable>();
  let crashed = false;
  return {
    crash: () => {
      crashed = true;
    },
    dispatch(task) {
      const outcome = script(task, 0);
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
async function live({ machines, seed, crashes }: World) {
  const shared = new SharedLog();
  const clock = new VirtualClock(1_000_000);
  const snapshots = new MemorySnapshots();
  const definitions = definitionsOf(
    Object.fromEntries(machines.map((machine, index) => [`m${index}`, machine])),
  );
  const random = seededRandom(seed);
  const told = new Set<string>();
  const faults: unknown[] = [];
  let owner: PartitionProcessor | undefined;
  for (const [generation, turns] of [...crashes, PATIENCE_TURNS].entries()) {
    const tasks = worker(clock, seed + generation, async (command) => {
      // While the next owner recovers there is nobody to report to.
      await settled();
      await owner?.submit(command);
    });
    const abort = new AbortController();
    owner = await PartitionProcessor.open({
      log: shared.open({ losesAppend: () => random() < 0.1 && turns !== PATIENCE_TURNS }),
      reader: shared,
      snapshots,
      definitions,
      dispatcher: tasks,
      closedExecutions: {
        find: (executionArn) => endOf(shared, executionArn),
        places: async (executionArn) => shared.places(executionArn),
      },
      clock,
      evaluation: { random, uuid: () => 'uuid' },
      taskToken: () => 'token',
      observer: {
        onClosed: (execution) => void told.add(execution.name),
        onFault: (fault) => faults.push(fault),
      },
      limits: { snapshotRecords: 5, appendsInFlightMax: 3 },
      signal: abort.signal,
    });
    // Starting again is safe: clients repeat until they are answered.
    for (const index of machines.keys()) {
      void owner.submit({ ...start(`e${index}`, `m${index}`, RANDOM_INPUT), stateMachineArn: 'arn:m' });
    }
    for (let turn = 0; turn < turns; turn += 1) {
      await settled();
      // Whoever redrives does not look first: most are refused.
      if (random() < 0.2) void owner.submit(redrive(`e${Math.floor(random() * machines.length)}`));
      const next = clock.nextAlarm;
      if (told.size === machines.length && owner.openExecutions === 0) break;
      if (next !== undefined) clock.advanceTo(Math.min(next, clock.now() + 5_000));
    }
    tasks.crash();
    abort.abort();
  }
  return { shared, told, faults, open: owner?.openExecutions };
}

/** What a projection would know of an execution that has ended. */
function endOf(shared: SharedLog, executionArn: string): ClosedFacts | undefined {
  const state = fold(eventsByExecution(shared).get(executionArn) ?? []);
  if (state === undefined || state.status.kind === 'RUNNING') return undefined;
  return { startedAt: state.startedAt, closedAt: state.status.at };
}

function eventsByExecution(shared: SharedLog): Map<string, ExecutionEvent[]> {
  const found = new Map<string, ExecutionEvent[]>();
  for (const record of shared.records) {
    for (const entry of record.entries) {
      found.set(entry.executionArn, [...(found.get(entry.executionArn) ?? []), ...entry.events]);
    }
  }
  return found;
}

/** For every result, the task that it was given to: by the frame that both are in. */
function misapplied(events: readonly ExecutionEvent[]): readonly ExecutionEvent[] {
  const current = new Map<number, number>();
  return events.filter((event) => {
    if (event.kind === 'TaskScheduled') current.set(event.frame, event.id);
    if (event.kind !== 'TaskSucceeded' || !isJsonObject(event.output)) return false;
    return event.output['of'] !== current.get(event.frame);
  });
}

describe('a partition whose owners crash, at any moment', () => {
  it('finishes every execution, applies each result once, and tells every end', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (chosen) => {
        const { shared, told, faults } = await live(chosen);
        expect(faults).toEqual([]);
        const executions = eventsByExecution(shared);
        expect(executions.size).toBe(chosen.machines.length);
        expect(told.size).toBe(chosen.machines.length);
        for (const events of executions.values()) {
          expect(misapplied(events)).toEqual([]);
          // A result that was applied twice, or an event after the end, would not fold.
          expect(fold(events)?.status.kind).not.toBe('RUNNING');
          const ids = events.map((event) => event.id).filter((id) => id !== 0);
          expect(ids).toEqual(ids.map((_, index) => index + 1));
        }
      }),
      { numRuns: 60 },
    );
  });
});
