import { compileDefinition, type CompiledMachine } from '@edgestep/asl';
import type {
  ChildOutcome,
  ExecutionCommand,
  ExecutionEvent,
  ExecutionType,
  Json,
  StartExecution,
  Timer,
} from '@edgestep/shared';

import { decide } from '../src/decide/decide.ts';
import type { DecideEnvironment, Outcome } from '../src/decide/decision.ts';
import { redriveExecution } from '../src/decide/redrive-execution.ts';
import type { Effect } from '../src/effects/effect.ts';
import { foldForRedrive } from '../src/evolve/fold-for-redrive.ts';
import type { MapRunWork } from '../src/ports/map-run-worker.ts';
import type { TaskAssignment } from '../src/ports/task-dispatcher.ts';
import { TimerQueue } from '../src/processor/timer-queue.ts';
import type { HistoryEvent } from '../src/projections/history/history-event.ts';
import { projectHistory } from '../src/projections/history/project-history.ts';
import { executionDetails } from '../src/projections/summary/execution-details.ts';
import type { ExecutionState } from '../src/state/execution-state.ts';
import { EXECUTION_ARN } from './events.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a scripted task comes to, after `afterMs` of virtual time. */
export type ScriptedOutcome = { readonly afterMs?: number; readonly worker?: string } & (
  | { readonly output: Json }
  | {
      readonly error: string;
      readonly cause?: string;
      readonly phase?: 'schedule' | 'start' | 'submit' | 'run';
    }
  /** Nobody ever answers. */
  | { readonly never: true }
);

/** `attempt`: how often the same state has asked before, from 0. Without a script a task answers its parameters. */
export type TaskScript = (task: TaskAssignment, attempt: number) => ScriptedOutcome;

/** How a child execution of a distributed Map ends, after `afterMs`; its end is told `repeats` times more. */
export interface ScriptedChild {
  readonly afterMs?: number;
  readonly repeats?: number;
  readonly outcome: ChildOutcome;
  /** It was to be redriven, and could not be. */
  readonly notRedrivable?: true;
  /** Its end is told although its run was given up. */
  readonly outlivesStop?: true;
}

export interface RunOptions {
  /** Without a script a child gives its input back. */
  readonly children?: (start: StartExecution, index: number, redriveCount: number) => ScriptedChild;
  readonly input?: Json;
  readonly type?: ExecutionType;
  readonly tasks?: TaskScript;
  /** Seeds `random()` and `uuid()`: the same seed, the same run. */
  readonly seed?: number;
  /** Commands at points of the run, in virtual milliseconds after its start. */
  readonly commands?: readonly { readonly afterMs: number; readonly command: ExecutionCommand }[];
  /** The run is left where it is then: a status of RUNNING. A day unless told otherwise. */
  readonly untilMs?: number;
  /** How often the execution is redriven when it has not succeeded, each time a second after its end. */
  readonly redrives?: number;
  /** Called after every decision and its effects, with all events so far and what is out. */
  readonly onDecision?: (
    state: ExecutionState,
    events: readonly ExecutionEvent[],
    outstanding: Outstanding,
  ) => void;
}

export interface RunResult {
  readonly status: ExecutionState['status']['kind'];
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly events: readonly ExecutionEvent[];
  readonly history: readonly HistoryEvent[];
  readonly state: ExecutionState;
  readonly elapsedMs: number;
  /** Faults of our own code that ended the execution. */
  readonly faults: readonly unknown[];
}

/** What a run's effects have set going and nothing has ended yet, each in a few words. */
export interface Outstanding {
  readonly tasks: readonly string[];
  readonly timers: readonly string[];
  readonly continues: boolean;
}

/** When runs begin. */
export const RUN_STARTS_AT = Date.UTC(2026, 0, 1);

const DAY_MS = 86_400_000;

/**
 * Runs one execution from its start to its end (or until nothing can move it any more), without a log, a network or
 * a clock: the definition as JSON or text, scripted tasks, virtual time. Throws for a definition that is refused.
 */
export async function runInMemory(definition: unknown, options: RunOptions = {}): Promise<RunResult> {
  const run = new MemoryRun(compiled(definition), options);
  await run.finish();
  return run.result();
}

/** Compiles a definition given as JSON or as text. */
export function compiled(definition: unknown): CompiledMachine {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const result = compileDefinition(text);
  if (result.kind !== 'refused') return result.machine;
  throw new Error(`the definition is refused: ${JSON.stringify(result.diagnostics)}`);
}

class MemoryRun {
  readonly #machine: CompiledMachine;
  readonly #options: RunOptions;
  readonly #clock = new VirtualClock(RUN_STARTS_AT);
  readonly #timers: TimerQueue;
  readonly #commands: ExecutionCommand[] = [];
  readonly #events: ExecutionEvent[] = [];
  readonly #faults: unknown[] = [];
  readonly #attempts = new Map<string, number>();
  readonly #running = new Map<number, Disposable>();
  readonly #beats = new Map<number, number>();
  readonly #tasksOut = new Map<number, string>();
  readonly #timersOut = new Map<string, Timer>();
  readonly #children = new Map<string, Disposable>();
  readonly #stoppable = new Map<string, Disposable>();
  readonly #random: () => number;
  #state: ExecutionState | undefined;

  constructor(machine: CompiledMachine, options: RunOptions) {
    this.#machine = machine;
    this.#options = options;
    this.#random = seededRandom(options.seed ?? 1);
    this.#timers = new TimerQueue(this.#clock, (executionArn, timer) => {
      this.#commands.push({ kind: 'FireTimer', executionArn, timer });
    });
    this.#commands.push(startCommand(options));
    for (const { afterMs, command } of options.commands ?? []) {
      this.#clock.setTimer(afterMs, () => this.#commands.push(command));
    }
  }

  async finish(): Promise<void> {
    await this.#goOn();
    for (let redrives = this.#options.redrives ?? 0; redrives > 0; redrives -= 1) {
      const status = this.#state?.status.kind;
      if (status === 'RUNNING' || status === 'SUCCEEDED') return;
      this.#clock.advanceTo(this.#clock.now() + 1_000);
      await this.#redrive();
      await this.#goOn();
    }
  }

  /** As the processor does it: the closed execution is read back from its events. */
  async #redrive(): Promise<void> {
    const state = foldForRedrive(this.#events);
    if (state === undefined) throw new Error('the execution did not start');
    const command = {
      kind: 'RedriveExecution',
      executionArn: EXECUTION_ARN,
      redrivenBy: 'anonymous',
    } as const;
    const decided = redriveExecution(this.#environment(), { state, records: [1] }, command);
    this.#take(command, decided instanceof Promise ? await decided : decided);
  }

  async #goOn(): Promise<void> {
    const until = RUN_STARTS_AT + (this.#options.untilMs ?? DAY_MS);
    for (;;) {
      const command = this.#commands.shift();
      if (command !== undefined) {
        await this.#decide(command);
        continue;
      }
      const next = this.#clock.nextAlarm;
      if (next === undefined || next > until || this.#state?.status.kind !== 'RUNNING') return;
      this.#clock.advanceTo(next);
    }
  }

  result(): RunResult {
    const state = this.#state;
    if (state === undefined) throw new Error('the execution did not start');
    const details = executionDetails(this.#events);
    return {
      status: state.status.kind,
      output: details?.output,
      error: details?.error,
      cause: details?.cause,
      events: this.#events,
      history: projectHistory(this.#events),
      state,
      elapsedMs: this.#clock.now() - RUN_STARTS_AT,
      faults: this.#faults,
    };
  }

  async #decide(command: ExecutionCommand): Promise<void> {
    // What reaches a closed execution late is the processor's matter.
    if (this.#state !== undefined && this.#state.status.kind !== 'RUNNING') return;
    const decided = decide(this.#environment(), this.#state, command);
    // Awaited only when it must be: the harness is to show that JSONPath needs no promise.
    this.#take(command, decided instanceof Promise ? await decided : decided);
  }

  #take(command: ExecutionCommand, outcome: Outcome): void {
    if (outcome.kind === 'rejection') return;
    this.#state = outcome.state;
    this.#events.push(...outcome.events);
    if (outcome.fault !== undefined) this.#faults.push(outcome.fault);
    this.#noteEnded(command);
    for (const effect of outcome.effects) this.#perform(effect);
    this.#options.onDecision?.(outcome.state, this.#events, this.#outstanding());
  }

  /** A report that was accepted ends its task, a timer that was accepted has done its work. */
  #noteEnded(command: ExecutionCommand): void {
    if (command.kind === 'CompleteTask' || command.kind === 'FailTask') this.#tasksOut.delete(command.taskId);
    if (command.kind === 'FireTimer' && this.#timersOut.get(timerKey(command.timer)) === command.timer) {
      this.#timersOut.delete(timerKey(command.timer));
    }
  }

  #outstanding(): Outstanding {
    return {
      tasks: [...this.#tasksOut.values()].toSorted(),
      timers: [...this.#timersOut.values()].map((timer) => `${timerKey(timer)} ${timer.dueAt}`).toSorted(),
      continues: this.#commands.some((command) => command.kind === 'ContinueExecution'),
    };
  }

  #environment(): DecideEnvironment {
    return {
      now: this.#clock.now(),
      machine: this.#machine,
      port: { random: this.#random, uuid: () => this.#uuid() },
      heartbeats: {
        last: (taskId) => this.#beats.get(taskId),
        beat: (taskId, at) => this.#beats.set(taskId, at),
      },
      taskToken: ({ frame, taskId }) => `token-${frame}-${taskId}`,
    };
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'DispatchTask':
        this.#dispatch(effect.task);
        return;
      case 'CancelTask':
        this.#running.get(effect.task.taskId)?.[Symbol.dispose]();
        this.#tasksOut.delete(effect.task.taskId);
        return;
      case 'SetTimer':
        this.#timers.set(effect.executionArn, effect.timer);
        this.#timersOut.set(timerKey(effect.timer), effect.timer);
        return;
      case 'ClearTimers':
        this.#timers.clearFrame(effect.executionArn, effect.frame);
        for (const [key, timer] of this.#timersOut) {
          if ('frame' in timer && timer.frame === effect.frame) this.#timersOut.delete(key);
        }
        return;
      case 'Continue':
        this.#commands.push({ kind: 'ContinueExecution', executionArn: effect.executionArn });
        return;
      case 'DoMapRunWork':
        this.#workOn(effect.work);
        return;
      case 'AbandonMapRun':
        for (const child of effect.children) this.#stoppable.get(child)?.[Symbol.dispose]();
        return;
      case 'ExecutionClosed':
        this.#timers.clearExecution(effect.execution.executionArn);
        this.#timersOut.clear();
    }
  }

  /** A child that is to be stopped ends at once, others when their script says. */
  #workOn(work: MapRunWork): void {
    if (work.kind !== 'child') {
      const cause = 'runs in memory have no store of objects';
      this.#commands.push({ kind: 'FailMapRun', ...work.run, error: 'States.ItemReaderFailed', cause });
      return;
    }
    const { run, index, start, stop, redriveCount } = work;
    const key = `${start.executionArn} ${redriveCount}`;
    const known = this.#children.get(key);
    if (known !== undefined && !stop) return;
    known?.[Symbol.dispose]();
    const scripted: ScriptedChild = stop
      ? { outcome: { status: 'ABORTED' } }
      : (this.#options.children?.(start, index, redriveCount) ?? {
          outcome: { status: 'SUCCEEDED', output: start.input },
        });
    const startedAt = this.#clock.now();
    const end = () => {
      const stoppedAt = this.#clock.now();
      const { outcome, repeats = 0, notRedrivable } = scripted;
      const command: ExecutionCommand = {
        kind: 'EndMapRunChild',
        ...run,
        index,
        startedAt,
        stoppedAt,
        outcome,
        ...(redriveCount === 0 || notRedrivable === true ? {} : { redriveCount }),
        ...(notRedrivable === undefined ? {} : { notRedrivable }),
      };
      for (let time = 0; time <= repeats; time += 1) this.#commands.push(command);
    };
    const timer = this.#clock.setTimer(scripted.afterMs ?? 0, end);
    this.#children.set(key, timer);
    if (scripted.outlivesStop !== true) this.#stoppable.set(start.executionArn, timer);
  }

  #dispatch(task: TaskAssignment): void {
    const attempt = this.#attempts.get(task.stateName) ?? 0;
    this.#attempts.set(task.stateName, attempt + 1);
    this.#tasksOut.set(task.taskId, `${task.frame}/${task.taskId}`);
    const outcome = this.#options.tasks?.(task, attempt) ?? { output: task.parameters };
    const address = { executionArn: task.executionArn, frame: task.frame, taskId: task.taskId };
    if (task.target.family === 'activity') {
      const { worker } = outcome;
      this.#commands.push({
        kind: 'StartTask',
        ...address,
        ...(worker === undefined ? {} : { workerName: worker }),
      });
    }
    if ('never' in outcome) return;
    const report: ExecutionCommand =
      'output' in outcome
        ? { kind: 'CompleteTask', ...address, output: outcome.output }
        : {
            kind: 'FailTask',
            ...address,
            phase: outcome.phase ?? 'run',
            error: outcome.error,
            ...(outcome.cause === undefined ? {} : { cause: outcome.cause }),
          };
    const answer = () => void this.#commands.push(report);
    if (outcome.afterMs === undefined) answer();
    else this.#running.set(task.taskId, this.#clock.setTimer(outcome.afterMs, answer));
  }

  #uuid(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.#random() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** A timer's place: one of a cause for each frame. */
export function timerKey(timer: Timer): string {
  return 'frame' in timer ? `${timer.frame} ${timer.cause}` : timer.cause;
}

function startCommand(options: RunOptions): ExecutionCommand {
  return {
    kind: 'StartExecution',
    executionArn: EXECUTION_ARN,
    name: 'one',
    stateMachineArn: 'arn:aws:states:dallas:000000000000:stateMachine:orders',
    revisionId: 'revision-1',
    type: options.type ?? 'STANDARD',
    roleArn: 'arn:aws:iam::000000000000:role/orders',
    input: options.input ?? {},
    startedBy: 'anonymous',
  };
}

/** Mulberry32: small, and the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
