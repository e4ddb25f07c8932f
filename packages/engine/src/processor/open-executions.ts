import type { CompiledMachine, EvaluationPort } from '@edgestep/asl';
import type { CommandOf, ExecutionCommand, TaskAddress, Timer } from '@edgestep/shared';

import { answerUnopened, type PlainAnswer } from '../decide/answer-unopened.ts';
import { decide } from '../decide/decide.ts';
import type { DecideEnvironment, Decided, Decision, Outcome } from '../decide/decision.ts';
import { answerRedrive, redriveExecution, type ClosedExecutionState } from '../decide/redrive-execution.ts';
import { reject } from '../decide/reject.ts';
import type { ClosedExecutions, ClosedFacts } from '../ports/closed-executions.ts';
import type { DefinitionSource } from '../ports/definition-source.ts';
import type { RecordMark } from '../ports/partition-log.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { Clock } from './clock.ts';
import type { Position } from './group-commit.ts';
import type { ParkedExecutions, Parking } from './parking/parked-executions.ts';
import type { ProcessorLimits } from './processor-options.ts';
import { RecentlyClosed } from './recently-closed.ts';
import { Slot, type Pending } from './slot.ts';
import type { WokenSlots } from './snapshot-taker.ts';

export interface OpenExecutionsOptions {
  readonly definitions: DefinitionSource;
  readonly closedExecutions: ClosedExecutions;
  /** A closed execution, from the log; undefined when nothing is left of it there. */
  readonly readBack: (executionArn: string, asOf: RecordMark) => Promise<ClosedExecutionState | undefined>;
  readonly clock: Clock;
  readonly evaluation: EvaluationPort;
  readonly taskToken: (address: TaskAddress) => string;
  readonly limits: ProcessorLimits;
  /** Executions closed before this record are known to `closedExecutions` alone. */
  readonly snapshotSequence: number;
  /** The first record of the owner: a projection that knows it is one of this very log (E5). */
  readonly fence: RecordMark;
  /** Absent where nothing is ever parked. */
  readonly parked: ParkedExecutions | undefined;
  /** A parked execution has come back; nothing was decided on it yet. */
  readonly onWoken: (slot: Slot, timers: readonly Timer[]) => void;
  /** The slot's state contains the decision. */
  readonly onDecision: (slot: Slot, pending: Pending, decision: Decision) => void;
  readonly onAnswer: (pending: Pending, answer: PlainAnswer) => void;
  /** A command came too late: the processor has stopped. */
  readonly onMoved: (pending: Pending) => void;
  /** A decision threw where it must not, or a state that was parked is lost: the partition can't be relied on. */
  readonly onBroken: (fault: unknown) => void;
  readonly onFault: (fault: unknown, executionArn: string | undefined) => void;
}

/**
 * The open executions of a partition, and the order of their commands: those of one execution are decided one
 * after the other, also when one has to wait (for an evaluation, a definition, a look into the projection); those of
 * other executions go on meanwhile. On the JSONPath path nothing waits, and no promise is made.
 */
export class OpenExecutions {
  readonly #options: OpenExecutionsOptions;
  readonly #slots = new Map<string, Slot>();
  readonly #recent: RecentlyClosed;
  /** Who wants to know what wakes. */
  #woken: Slot[] | undefined;
  #abandoned = false;

  constructor(options: OpenExecutionsOptions) {
    this.#options = options;
    this.#recent = new RecentlyClosed(options.limits.recentlyClosedMax, options.snapshotSequence);
  }

  /** How many there are, in memory or parked. */
  get size(): number {
    return this.#slots.size + (this.#options.parked?.size ?? 0);
  }

  has(executionArn: string): boolean {
    return this.#slots.has(executionArn) || this.#options.parked?.has(executionArn) === true;
  }

  /** Those in memory. */
  slots(): Iterable<Slot> {
    return this.#slots.values();
  }

  /** An execution that a recovery brought back. */
  put(state: ExecutionState, position: Position): void {
    this.#slots.set(state.executionArn, new Slot(state.executionArn, state, position));
  }

  /** Takes an execution that is at rest out of the memory. Throws when it can't be parked: it then stays. */
  park(slot: Slot, parking: Parking): void {
    if (this.#slots.get(slot.executionArn) !== slot) return;
    this.#options.parked?.park(parking);
    this.#slots.delete(slot.executionArn);
  }

  /** Brings a parked execution back, as any command for it does. */
  wake(executionArn: string): void {
    try {
      if (!this.#slots.has(executionArn)) this.#wake(executionArn);
    } catch (fault) {
      this.#options.onBroken(fault);
    }
  }

  /** Keeps a list of what wakes from now on: one at a time. */
  followWoken(): WokenSlots {
    const slots: Slot[] = [];
    this.#woken = slots;
    return {
      slots,
      [Symbol.dispose]: () => {
        if (this.#woken === slots) this.#woken = undefined;
      },
    };
  }

  /** The execution has ended: it leaves the memory, all but its name. */
  retire(slot: Slot): void {
    if (this.#slots.get(slot.executionArn) === slot) this.#slots.delete(slot.executionArn);
    const { state } = slot;
    if (state === undefined || state.status.kind === 'RUNNING') return;
    const facts = { startedAt: state.startedAt, closedAt: state.status.at };
    this.#recent.note(slot.executionArn, facts, slot.position);
  }

  /** Takes no more commands. Answers what there was. */
  abandon(): { readonly slots: readonly Slot[]; readonly pending: readonly Pending[] } {
    this.#abandoned = true;
    const slots = [...this.#slots.values()];
    this.#slots.clear();
    return { slots, pending: slots.flatMap((slot) => slot.queue?.splice(0) ?? []) };
  }

  take(pending: Pending): void {
    if (this.#abandoned) {
      this.#options.onMoved(pending);
      return;
    }
    const { executionArn } = pending.command;
    let slot: Slot | undefined;
    try {
      slot = this.#slots.get(executionArn) ?? this.#wake(executionArn);
    } catch (fault) {
      this.#broken(pending, fault);
      return;
    }
    if (slot === undefined) this.#takeUnknown(pending);
    else if (slot.queue !== undefined) slot.queue.push(pending);
    else this.#decide(slot, pending);
  }

  #wake(executionArn: string): Slot | undefined {
    const woken = this.#options.parked?.wake(executionArn);
    if (woken === undefined) return undefined;
    const { state, sequence, timers, beats } = woken;
    const slot = new Slot(state.executionArn, state, { sequence });
    for (const [taskId, at] of beats) slot.beat(taskId, at);
    this.#slots.set(slot.executionArn, slot);
    this.#woken?.push(slot);
    this.#options.onWoken(slot, timers);
    return slot;
  }

  /** Nothing is open under the ARN: was there ever? */
  #takeUnknown(pending: Pending): void {
    const { executionArn, kind } = pending.command;
    // The processor's own commands are for executions that it has: one that is gone needs no look for its end.
    if (kind === 'FireTimer' || kind === 'ContinueExecution') {
      this.#options.onAnswer(pending, answerUnopened(pending.command, undefined));
      return;
    }
    const facts =
      this.#recent.find(executionArn) ??
      this.#options.closedExecutions.find(executionArn, this.#asOf(this.#recent.forgottenThrough));
    if (!(facts instanceof Promise)) {
      this.#takeLookedUp(pending, facts);
      return;
    }
    this.#hold(
      this.#newSlot(executionArn),
      facts,
      (found) => this.#takeLookedUp(pending, found),
      (fault) => this.#unavailable(pending, fault),
    );
  }

  #takeLookedUp(pending: Pending, closed: ClosedFacts | undefined): void {
    const { command } = pending;
    const opens =
      closed === undefined ? command.kind === 'StartExecution' : command.kind === 'RedriveExecution';
    if (opens && this.#isFull(command.executionArn)) {
      const message = 'The maximum number of running executions has been reached.';
      this.#options.onAnswer(pending, reject('execution-limit-exceeded', message));
      return;
    }
    if (closed !== undefined && command.kind === 'RedriveExecution') {
      this.#readBack(pending, command, closed);
      return;
    }
    if (closed === undefined && command.kind === 'StartExecution') {
      const slot = this.#slots.get(command.executionArn) ?? this.#newSlot(command.executionArn);
      this.#decide(slot, pending);
      return;
    }
    this.#options.onAnswer(pending, answerUnopened(command, closed));
  }

  /** Whether there is room for one more; one that is being looked up has its place already. */
  #isFull(executionArn: string): boolean {
    const others = this.#slots.has(executionArn) ? this.size - 1 : this.size;
    return others >= this.#options.limits.openExecutionsMax;
  }

  /** A redrive: the closed execution comes back from the log. */
  #readBack(pending: Pending, command: CommandOf<'RedriveExecution'>, facts: ClosedFacts): void {
    const { executionArn } = command;
    const durableThrough = this.#recent.durableThrough(executionArn);
    if (durableThrough === undefined) {
      // E1: nobody may know yet that it has ended.
      const message = 'Execution is RUNNING and cannot be redriven';
      this.#options.onAnswer(pending, reject('execution-not-redrivable', message));
      return;
    }
    const slot = this.#slots.get(executionArn) ?? this.#newSlot(executionArn);
    this.#hold(
      slot,
      this.#options.readBack(executionArn, this.#asOf(durableThrough)),
      (closed) => this.#redrive(slot, pending, command, closed, facts),
      (fault) => this.#unavailable(pending, fault),
    );
  }

  #redrive(
    slot: Slot,
    pending: Pending,
    command: CommandOf<'RedriveExecution'>,
    closed: ClosedExecutionState | undefined,
    facts: ClosedFacts,
  ): void {
    const answer =
      closed === undefined
        ? answerUnopened(command, facts)
        : answerRedrive(closed.state, command, this.#options.clock.now());
    if (answer !== undefined) {
      this.#options.onAnswer(pending, answer);
      return;
    }
    slot.closed = closed;
    this.#decide(slot, pending);
  }

  #asOf(sequence: number): RecordMark {
    const { fence } = this.#options;
    return { sequence: Math.max(sequence, fence.sequence), epoch: fence.epoch };
  }

  #newSlot(executionArn: string): Slot {
    const slot = new Slot(executionArn, undefined, { sequence: undefined });
    this.#slots.set(executionArn, slot);
    return slot;
  }

  #decide(slot: Slot, pending: Pending): void {
    if (this.#abandoned) {
      this.#options.onMoved(pending);
      return;
    }
    const machine = slot.machine ?? this.#load(slot, pending);
    if (machine === undefined) return;
    let decided: Decided;
    try {
      decided = decideOn(slot, this.#environment(slot, machine), pending.command);
    } catch (fault) {
      this.#broken(pending, fault);
      return;
    }
    if (decided instanceof Promise) this.#awaitDecision(slot, pending, decided);
    else this.#conclude(slot, pending, decided);
  }

  #awaitDecision(slot: Slot, pending: Pending, decided: Promise<Outcome>): void {
    slot.deciding = true;
    this.#hold(
      slot,
      decided,
      (outcome) => {
        slot.deciding = false;
        this.#conclude(slot, pending, outcome);
      },
      (fault) => this.#broken(pending, fault),
    );
  }

  #environment(slot: Slot, machine: CompiledMachine): DecideEnvironment {
    const { clock, evaluation, taskToken } = this.#options;
    return { now: clock.now(), machine, port: evaluation, heartbeats: slot, taskToken };
  }

  #conclude(slot: Slot, pending: Pending, outcome: Outcome): void {
    slot.closed = undefined;
    if (this.#abandoned) this.#options.onMoved(pending);
    else if (outcome.kind === 'rejection') this.#options.onAnswer(pending, outcome);
    else {
      slot.state = outcome.state;
      this.#options.onDecision(slot, pending, outcome);
    }
  }

  /** The machine, when it is at hand; else the execution is held until it is, and undefined is answered. */
  #load(slot: Slot, pending: Pending): CompiledMachine | undefined {
    const loaded = this.#startLoading(revisionOf(slot, pending));
    if (!(loaded instanceof Promise)) {
      slot.machine = loaded;
      return loaded;
    }
    this.#hold(
      slot,
      loaded,
      (machine) => {
        slot.machine = machine;
        this.#decide(slot, pending);
      },
      (fault) => this.#loadFailed(slot, pending, fault),
    );
    return undefined;
  }

  #startLoading(revisionId: string): CompiledMachine | Promise<CompiledMachine> {
    try {
      return this.#options.definitions.load(revisionId);
    } catch (fault) {
      return Promise.reject(fault);
    }
  }

  /** A start is refused. What is open already waits: its definition may be on its way into the zone. */
  #loadFailed(slot: Slot, pending: Pending, fault: unknown): void {
    if (slot.state === undefined) {
      this.#unavailable(pending, fault);
      return;
    }
    this.#options.onFault(fault, slot.executionArn);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#options.clock.setTimer(this.#options.limits.definitionRetryMs, resolve);
    this.#hold(
      slot,
      promise,
      () => this.#decide(slot, pending),
      () => {},
    );
  }

  #unavailable(pending: Pending, fault: unknown): void {
    const { executionArn } = pending.command;
    this.#options.onFault(fault, executionArn);
    const message = fault instanceof Error ? fault.message : String(fault);
    this.#options.onAnswer(pending, reject('partition-unavailable', message));
  }

  #broken(pending: Pending, fault: unknown): void {
    this.#options.onMoved(pending);
    this.#options.onBroken(fault);
  }

  /** Keeps the execution's other commands back until `work` is done, then goes on with it and with them. */
  #hold<T>(slot: Slot, work: Promise<T>, goOn: (value: T) => void, failed: (fault: unknown) => void): void {
    slot.queue = [];
    work.then(
      (value) => this.#resume(slot, () => goOn(value)),
      (fault: unknown) => this.#resume(slot, () => failed(fault)),
    );
  }

  #resume(slot: Slot, goOn: () => void): void {
    const queue = slot.queue ?? [];
    slot.queue = undefined;
    goOn();
    // Nothing came of it: the execution is not open after all.
    if (slot.state === undefined && slot.queue === undefined && this.#slots.get(slot.executionArn) === slot) {
      this.#slots.delete(slot.executionArn);
    }
    for (const pending of queue) this.take(pending);
  }
}

function decideOn(slot: Slot, environment: DecideEnvironment, command: ExecutionCommand): Decided {
  return slot.closed !== undefined && command.kind === 'RedriveExecution'
    ? redriveExecution(environment, slot.closed, command)
    : decide(environment, slot.state, command);
}

function revisionOf(slot: Slot, { command }: Pending): string {
  const state = slot.state ?? slot.closed?.state;
  if (state !== undefined) return state.revisionId;
  return command.kind === 'StartExecution' ? command.revisionId : '';
}
