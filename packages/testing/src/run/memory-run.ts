import type { CompiledMachine, EvaluationPort } from '@edgestep/asl';
import { decide, type DecideEnvironment, type Effect, type TaskAssignment } from '@edgestep/engine';
import type { EpochMs, ExecutionCommand, ExecutionEvent, StartExecution, Timer } from '@edgestep/shared';

import type { MockTable } from '../mocks/mock-table.ts';
import { TestingError } from '../testing-error.ts';
import { Agenda } from './agenda.ts';
import { childEnding, neverBegun, type HostedExecution } from './hosted-execution.ts';
import { itemWork, type MockedItems } from './item-work.ts';
import { scriptOf } from './mocked-tasks.ts';

/** What a run starts from. */
export interface RunSetup {
  readonly machine: CompiledMachine;
  readonly start: StartExecution;
  readonly mocks: MockTable;
  readonly items: MockedItems;
  readonly port: EvaluationPort;
  readonly startAt: EpochMs;
  /** The run is left where it is then. */
  readonly until: EpochMs;
}

/** Executions that decide more than this, or leave more events, go round in circles. */
const DECISIONS_MAX = 250_000;
const EVENTS_MAX = 250_000;

/** What the agenda holds. A sign of life repeats itself. */
interface Due {
  readonly command: ExecutionCommand;
  readonly everyMs?: number;
}

type ChildWork = Extract<Extract<Effect, { kind: 'DoMapRunWork' }>['work'], { readonly kind: 'child' }>;

/**
 * One execution, with the children of its distributed Maps, on a virtual clock. The engine decides and evolves exactly
 * as on a node; here its effects are done: tasks are answered by mocks, timers go off when nothing else is left to do,
 * and the clock jumps from one to the next.
 */
export class MemoryRun {
  /** What happened in all executions, in its order. */
  readonly timeline: ExecutionEvent[] = [];
  readonly root: HostedExecution;
  now: EpochMs;
  readonly #setup: RunSetup;
  readonly #executions = new Map<string, HostedExecution>();
  readonly #commands: ExecutionCommand[] = [];
  readonly #agenda = new Agenda<Due>();
  #decisions = 0;

  constructor(setup: RunSetup) {
    this.#setup = setup;
    this.now = setup.startAt;
    this.root = this.#host(setup.start);
  }

  /** The execution under test and its children, in the order of their starts. */
  get executions(): readonly HostedExecution[] {
    return [...this.#executions.values()];
  }

  /** Runs to the end, to `until`, or to where nothing moves it any more. Throws TestingError. */
  async finish(): Promise<void> {
    for (;;) {
      const command = this.#commands.shift();
      if (command !== undefined) {
        await this.#decide(command);
        continue;
      }
      const due = this.#agenda.nextDue;
      if (due === undefined || isClosed(this.root)) return;
      if (due > this.#setup.until) {
        this.now = this.#setup.until;
        return;
      }
      this.now = Math.max(this.now, due);
      this.#take(this.#agenda.shift());
    }
  }

  #host(start: StartExecution): HostedExecution {
    const number = this.#executions.size;
    const execution = { number, start, events: [], beats: new Map(), state: undefined };
    this.#executions.set(start.executionArn, execution);
    this.#commands.push(start);
    return execution;
  }

  #take(due: Due | undefined): void {
    if (due === undefined) return;
    this.#commands.push(due.command);
    if (due.everyMs !== undefined) this.#beat(due.command, due.everyMs);
  }

  async #decide(command: ExecutionCommand): Promise<void> {
    const execution = this.#executions.get(command.executionArn);
    // What comes late to an execution that has ended is dropped, as a node drops it.
    if (execution === undefined || isClosed(execution)) return;
    this.#count();
    const outcome = await decide(this.#environment(execution), execution.state, command);
    if (outcome.kind === 'rejection') return this.#endBeat(execution, command);
    if (outcome.fault !== undefined) throw engineFault(outcome.fault);
    execution.state = outcome.state;
    execution.events.push(...outcome.events);
    this.timeline.push(...outcome.events);
    for (const effect of outcome.effects) await this.#perform(execution, effect);
  }

  #count(): void {
    this.#decisions += 1;
    if (this.#decisions <= DECISIONS_MAX && this.timeline.length <= EVENTS_MAX) return;
    throw new TestingError(
      'run-too-long',
      `The execution has not ended after ${this.timeline.length} events: does it go round in circles?`,
    );
  }

  #environment({ beats, number }: HostedExecution): DecideEnvironment {
    const { machine, port } = this.#setup;
    return {
      now: this.now,
      machine,
      port,
      heartbeats: {
        last: (taskId) => beats.get(taskId),
        beat: (taskId, at) => void beats.set(taskId, at),
      },
      taskToken: ({ frame, taskId }) => `test-token-${number}-${frame}-${taskId}`,
    };
  }

  async #perform(execution: HostedExecution, effect: Effect): Promise<void> {
    const { number } = execution;
    switch (effect.kind) {
      case 'DispatchTask':
        return this.#dispatch(execution, effect.task);
      case 'CancelTask':
        return this.#agenda.drop((key) => isOfTask(key, number, effect.task.taskId));
      case 'SetTimer': {
        const { executionArn, timer } = effect;
        const command = { kind: 'FireTimer', executionArn, timer } as const;
        return this.#agenda.set(timerKey(number, timer), timer.dueAt, { command });
      }
      case 'ClearTimers':
        return this.#agenda.drop((key) => key.startsWith(`${number} timer ${effect.frame} `));
      case 'Continue':
        this.#commands.push({ kind: 'ContinueExecution', executionArn: effect.executionArn });
        return;
      case 'DoMapRunWork':
        return this.#work(execution, effect.work);
      case 'AbandonMapRun':
        for (const executionArn of effect.children)
          this.#commands.push({ kind: 'StopExecution', executionArn });
        return;
      case 'ExecutionClosed': {
        this.#agenda.drop((key) => key.startsWith(`${number} `));
        const ending = childEnding(execution.start, effect.execution);
        if (ending !== undefined) this.#commands.push(ending);
        return;
      }
      default:
        throw unsupported((effect as { readonly kind: string }).kind);
    }
  }

  #work(execution: HostedExecution, work: Extract<Effect, { kind: 'DoMapRunWork' }>['work']): void {
    if (work.kind === 'child') return this.#workOnChild(work);
    const { state, events } = execution;
    this.#commands.push(itemWork(work, state, events, this.#setup.items));
  }

  #workOnChild({ run, index, start, stop }: ChildWork): void {
    const known = this.#executions.has(start.executionArn);
    if (!stop && !known) this.#host(start);
    if (!stop) return;
    const { executionArn } = start;
    this.#commands.push(known ? { kind: 'StopExecution', executionArn } : neverBegun(run, index, this.now));
  }

  async #dispatch({ number }: HostedExecution, task: TaskAssignment): Promise<void> {
    const { mocks, port } = this.#setup;
    const { begin, report, afterMs, beat, beatEveryMs } = await scriptOf(task, mocks, this.now, port);
    this.#commands.push(...begin);
    if (report !== undefined && afterMs === 0) this.#commands.push(report);
    if (report !== undefined && afterMs > 0) {
      this.#agenda.set(`${number} answer ${task.taskId}`, this.now + afterMs, { command: report });
    }
    if (beatEveryMs !== undefined) this.#beat(beat, beatEveryMs);
  }

  #beat(command: ExecutionCommand, everyMs: number): void {
    const execution = this.#executions.get(command.executionArn);
    if (execution === undefined || !('taskId' in command)) return;
    this.#agenda.set(`${execution.number} beat ${command.taskId}`, this.now + everyMs, { command, everyMs });
  }

  /** A worker whose sign of life is refused knows that its task is over. */
  #endBeat({ number }: HostedExecution, refused: ExecutionCommand): void {
    if (refused.kind !== 'HeartbeatTask') return;
    this.#agenda.drop((key) => key === `${number} beat ${refused.taskId}`);
  }
}

function isClosed({ state }: HostedExecution): boolean {
  return state !== undefined && state.status.kind !== 'RUNNING';
}

function timerKey(number: number, timer: Timer): string {
  return `${number} timer ${'frame' in timer ? timer.frame : ''} ${timer.cause}`;
}

function isOfTask(key: string, number: number, taskId: number): boolean {
  return key === `${number} answer ${taskId}` || key === `${number} beat ${taskId}`;
}

function engineFault(cause: unknown): TestingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TestingError('engine-fault', `The engine failed, which is a defect of Edgestep: ${reason}`, {
    cause,
  });
}

function unsupported(effect: string): TestingError {
  return new TestingError('unsupported', `The test runner cannot do what the engine asks for: ${effect}.`);
}
