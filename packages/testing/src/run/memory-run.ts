import type { CompiledMachine, EvaluationPort } from '@edgestep/asl';
import { decide, type Effect, type ExecutionState, type TaskAssignment } from '@edgestep/engine';
import type { EpochMs, ExecutionCommand, ExecutionEvent, StartExecution, Timer } from '@edgestep/shared';

import type { MockTable } from '../mocks/mock-table.ts';
import { TestingError } from '../testing-error.ts';
import { Agenda } from './agenda.ts';
import { scriptOf, type TaskScript } from './mocked-tasks.ts';

/** What a run starts from. */
export interface RunSetup {
  readonly machine: CompiledMachine;
  readonly start: StartExecution;
  readonly mocks: MockTable;
  readonly port: EvaluationPort;
  readonly startAt: EpochMs;
  /** The run is left where it is then. */
  readonly until: EpochMs;
}

/** An execution that decides more than this, or leaves more events, goes round in circles. */
const DECISIONS_MAX = 250_000;
const EVENTS_MAX = 250_000;

/** What the agenda holds. A sign of life repeats itself. */
type Due =
  | { readonly kind: 'command'; readonly command: ExecutionCommand }
  | { readonly kind: 'beat'; readonly command: ExecutionCommand; readonly everyMs: number };

/**
 * One execution on a virtual clock. The engine decides and evolves exactly as on a node; here its effects are done:
 * tasks are answered by mocks, timers go off when nothing else is left to do, and the clock jumps from one to the next.
 */
export class MemoryRun {
  readonly events: ExecutionEvent[] = [];
  state: ExecutionState | undefined;
  now: EpochMs;
  readonly #setup: RunSetup;
  readonly #commands: ExecutionCommand[] = [];
  readonly #agenda = new Agenda<Due>();
  readonly #beats = new Map<number, EpochMs>();
  #decisions = 0;

  constructor(setup: RunSetup) {
    this.#setup = setup;
    this.now = setup.startAt;
    this.#commands.push(setup.start);
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
      if (due === undefined) return;
      if (due > this.#setup.until) {
        this.now = this.#setup.until;
        return;
      }
      this.now = Math.max(this.now, due);
      this.#take(this.#agenda.shift());
    }
  }

  #take(due: Due | undefined): void {
    if (due === undefined) return;
    this.#commands.push(due.command);
    if (due.kind === 'beat' && 'taskId' in due.command) this.#beat(due.command, due.everyMs);
  }

  async #decide(command: ExecutionCommand): Promise<void> {
    // What comes late to an execution that has ended is dropped, as a node drops it.
    if (this.state !== undefined && this.state.status.kind !== 'RUNNING') return;
    this.#count();
    const outcome = await decide(this.#environment(), this.state, command);
    if (outcome.kind === 'rejection') return this.#endBeat(command);
    if (outcome.fault !== undefined) throw engineFault(outcome.fault);
    this.state = outcome.state;
    this.events.push(...outcome.events);
    for (const effect of outcome.effects) await this.#perform(effect);
  }

  #count(): void {
    this.#decisions += 1;
    if (this.#decisions <= DECISIONS_MAX && this.events.length <= EVENTS_MAX) return;
    throw new TestingError(
      'run-too-long',
      `The execution has not ended after ${this.events.length} events: does it go round in circles?`,
    );
  }

  #environment(): Parameters<typeof decide>[0] {
    const { machine, port } = this.#setup;
    return {
      now: this.now,
      machine,
      port,
      heartbeats: {
        last: (taskId) => this.#beats.get(taskId),
        beat: (taskId, at) => void this.#beats.set(taskId, at),
      },
      taskToken: ({ frame, taskId }) => `test-token-${frame}-${taskId}`,
    };
  }

  async #perform(effect: Effect): Promise<void> {
    switch (effect.kind) {
      case 'DispatchTask':
        return this.#dispatch(effect.task);
      case 'CancelTask':
        return this.#agenda.drop((key) => isOfTask(key, effect.task.taskId));
      case 'SetTimer': {
        const command = {
          kind: 'FireTimer',
          executionArn: effect.executionArn,
          timer: effect.timer,
        } as const;
        return this.#agenda.set(timerKey(effect.timer), effect.timer.dueAt, { kind: 'command', command });
      }
      case 'ClearTimers':
        return this.#agenda.drop((key) => key.startsWith(`timer ${effect.frame} `));
      case 'Continue':
        this.#commands.push({ kind: 'ContinueExecution', executionArn: effect.executionArn });
        return;
      case 'ExecutionClosed':
        return this.#agenda.drop(() => true);
      default:
        throw unsupported((effect as { readonly kind: string }).kind);
    }
  }

  async #dispatch(task: TaskAssignment): Promise<void> {
    const { mocks, port } = this.#setup;
    const script = await scriptOf(task, mocks, this.now, port);
    this.#commands.push(...script.begin);
    this.#answer(task.taskId, script);
    if (script.beatEveryMs !== undefined) this.#beat(script.beat, script.beatEveryMs);
  }

  #answer(taskId: number, { report, afterMs }: TaskScript): void {
    if (report === undefined) return;
    if (afterMs === 0) this.#commands.push(report);
    else this.#agenda.set(`answer ${taskId}`, this.now + afterMs, { kind: 'command', command: report });
  }

  /** A worker whose sign of life is refused knows that its task is over. */
  #endBeat(refused: ExecutionCommand): void {
    if (refused.kind === 'HeartbeatTask') this.#agenda.drop((key) => key === `beat ${refused.taskId}`);
  }

  #beat(command: ExecutionCommand, everyMs: number): void {
    if (!('taskId' in command)) return;
    this.#agenda.set(`beat ${command.taskId}`, this.now + everyMs, { kind: 'beat', command, everyMs });
  }
}

function timerKey(timer: Timer): string {
  return `timer ${'frame' in timer ? timer.frame : ''} ${timer.cause}`;
}

function isOfTask(key: string, taskId: number): boolean {
  return key === `answer ${taskId}` || key === `beat ${taskId}`;
}

function engineFault(cause: unknown): TestingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new TestingError('engine-fault', `The engine failed, which is a defect of Edgestep: ${reason}`, {
    cause,
  });
}

function unsupported(effect: string): TestingError {
  return new TestingError('unsupported', `The test runner has no ${effect}: it runs Map states INLINE only.`);
}
