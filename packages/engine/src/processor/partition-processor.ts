import type { CommandAnswer, ExecutionCommand, Rejection, StartExecution, Timer } from '@edgestep/shared';

import type { PlainAnswer } from '../decide/answer-unopened.ts';
import type { Decision } from '../decide/decision.ts';
import { reject } from '../decide/reject.ts';
import { closedExecution, type ClosedExecution } from '../effects/closed-execution.ts';
import type { MapRunWorker } from '../ports/map-run-worker.ts';
import type { LogRecord, RecordMark } from '../ports/partition-log.ts';
import { ClosingExecutions } from './closing-executions.ts';
import { ClosingWaiters } from './closing-waiters.ts';
import { moved, NO_EFFECTS, type Consequence } from './consequence.ts';
import { EffectPerformer } from './effect-performer.ts';
import { GroupCommit } from './group-commit.ts';
import { missingRecord } from './missing-record.ts';
import { NO_MAP_RUNS } from './no-map-runs.ts';
import { OpenExecutions } from './open-executions.ts';
import {
  PROCESSOR_LIMITS,
  type ProcessorLimits,
  type ProcessorOptions,
  type StopReason,
} from './processor-options.ts';
import type { ParkedExecutions } from './parking/parked-executions.ts';
import { ParkingPass } from './parking/parking-pass.ts';
import { takeBack, takeUp, takeUpParked } from './pending-work.ts';
import { readBack } from './read-back.ts';
import { recoverPartition, type RecoveredPartition } from './recover-partition.ts';
import type { Recovered } from './recover.ts';
import { runToEnd } from './run-to-end.ts';
import { Slot, type Pending } from './slot.ts';
import { SnapshotSchedule } from './snapshot-schedule.ts';
import { Sweeper } from './sweeper.ts';
import { TimerQueue } from './timer-queue.ts';

/**
 * The owner of one partition: the one loop that turns commands into durable events and their effects.
 *
 * - **E1** Effects and answers are `Consequence`s; `GroupCommit` releases them when their events, and all that were
 *   decided before them, are acknowledged. Timers, dispatches and closings happen nowhere else.
 * - **E2** Every append expects the sequence that it stands on (the log's matter). When one is refused, the
 *   processor steps down: whatever was not acknowledged is dropped with the states that contain it. What is answered
 *   without an append is answered while the lease holds.
 * - **E3** States are folds: `recover` reads the same events that `decide` applied.
 * - **E4** `#sweep` proves that every open execution waits for something, and repairs what does not.
 * - **E5** The log's reader checks the records; a missing one stops the recovery with `log-damaged`.
 * - **E6** Reports, tokens and timers are matched with the state by `decide`; what is late is a Rejection.
 *
 * Decisions of one execution never overlap (`OpenExecutions`); those of others go on meanwhile.
 */
export class PartitionProcessor implements AsyncDisposable {
  /** Resolves when the processor no longer owns the partition, and why. */
  readonly stopped: Promise<StopReason>;
  readonly #options: ProcessorOptions;
  readonly #limits: ProcessorLimits;
  readonly #executions: OpenExecutions;
  readonly #commit: GroupCommit<Consequence>;
  readonly #timers: TimerQueue;
  readonly #performer: EffectPerformer;
  readonly #mapRuns: MapRunWorker;
  readonly #waiters = new ClosingWaiters();
  /** Ended executions whose end is not durable, or not told yet. */
  readonly #closing = new ClosingExecutions();
  readonly #snapshots: SnapshotSchedule | undefined;
  /** Open executions that wait outside of the heap. */
  readonly #parked: ParkedExecutions | undefined;
  #parking: ParkingPass | undefined;
  #sweeper: Sweeper | undefined;
  readonly #stop = Promise.withResolvers<StopReason>();
  readonly #abort = () => this.#stepDown({ kind: 'aborted' });
  #state: 'open' | 'draining' | 'stopped' = 'open';
  #durableSequence: number;
  #commandsWaiting = 0;

  /**
   * Recovers the partition and takes up its work. Faults: `log-damaged` (E5); what the ports throw. The processor
   * disposes of the log when it stops.
   */
  static async open(options: ProcessorOptions): Promise<PartitionProcessor> {
    const recovered = await recoverPartition(options);
    const processor = new PartitionProcessor(options, recovered);
    processor.#takeUp(recovered);
    return processor;
  }

  private constructor(options: ProcessorOptions, recovered: RecoveredPartition) {
    this.stopped = this.#stop.promise;
    this.#options = options;
    this.#limits = { ...PROCESSOR_LIMITS, ...options.limits };
    this.#mapRuns = options.mapRuns ?? NO_MAP_RUNS;
    this.#parked = recovered.parked;
    this.#durableSequence = options.log.lastSequence;
    this.#timers = new TimerQueue(options.clock, (executionArn, timer) => this.#fire(executionArn, timer));
    this.#commit = new GroupCommit({
      log: options.log,
      appendsInFlightMax: this.#limits.appendsInFlightMax,
      turns: options.appendTurns,
      recordBytesMax: this.#limits.recordBytesMax,
      onDurable: (record, bytes) => this.#noteDurable(record, bytes),
      onRelease: (consequences, sequence) => this.#release(consequences, sequence),
      onLost: (outcome) => this.#stepDown(outcome),
    });
    this.#performer = new EffectPerformer({
      dispatcher: options.dispatcher,
      mapRuns: this.#mapRuns,
      timers: this.#timers,
      submit: (command) => this.#report(command),
      enqueue: (command) => this.#executions.take({ command, settle: undefined }),
      onClosed: (execution) => this.#tellClosed(execution),
      onFault: (fault, executionArn) => this.#fault(fault, executionArn),
    });
    this.#executions = new OpenExecutions({
      definitions: options.definitions,
      closedExecutions: options.closedExecutions,
      readBack: async (executionArn, asOf) => {
        const { log, reader, closedExecutions } = options;
        const records = await closedExecutions.places(executionArn, asOf);
        return readBack(reader, log.partition, executionArn, records);
      },
      clock: options.clock,
      evaluation: options.evaluation,
      taskToken: options.taskToken,
      limits: this.#limits,
      snapshotSequence: recovered.snapshotSequence,
      fence: { sequence: options.log.lastSequence, epoch: options.log.epoch },
      parked: recovered.parked,
      onWoken: ({ executionArn }, timers) => this.#timers.restore(executionArn, timers),
      onDecision: (slot, pending, decision) => this.#accept(slot, pending, decision),
      onAnswer: (pending, answer) => this.#answer(pending, answer),
      onMoved: ({ settle }) => settle?.(moved()),
      onBroken: (error) => this.#stepDown({ kind: 'fault', error }),
      onFault: (fault, executionArn) => this.#fault(fault, executionArn),
    });
    this.#snapshots = this.#snapshotSchedule();
  }

  /** Decides a command. Resolves when its events are durable (E1), or with the reason why it was refused. */
  submit(command: ExecutionCommand): Promise<CommandAnswer> {
    if (this.#state !== 'open') return Promise.resolve(moved());
    if (this.#commandsWaiting >= this.#limits.commandsWaitingMax) {
      const message = `Partition ${this.#options.log.partition} has ${this.#commandsWaiting} commands waiting.`;
      return Promise.resolve(reject('partition-unavailable', message));
    }
    return this.#take(command);
  }

  /**
   * Reports of our own tasks are no more than the tasks that are out, and one that is refused would be lost: the
   * limit is not for them.
   */
  #report(command: ExecutionCommand): Promise<CommandAnswer> {
    return this.#state === 'open' ? this.#take(command) : Promise.resolve(moved());
  }

  #take(command: ExecutionCommand): Promise<CommandAnswer> {
    this.#commandsWaiting += 1;
    return new Promise((resolve) => {
      const settle = (answer: CommandAnswer) => {
        this.#commandsWaiting -= 1;
        resolve(answer);
      };
      this.#executions.take({ command, settle });
    });
  }

  /** Resolves when an execution that is open here has ended; undefined when it is not, or the wait came to nothing. */
  whenClosed(executionArn: string, signal?: AbortSignal): Promise<ClosedExecution | undefined> {
    const closing = this.#closing.find(executionArn);
    // Ended and durable: its end is only not told to all yet.
    if (closing?.state !== undefined && closing.position.sequence !== undefined) {
      return Promise.resolve(closedExecution(closing.state));
    }
    const isHere = closing !== undefined || this.#executions.has(executionArn);
    if (!isHere || this.#state === 'stopped') return Promise.resolve(undefined);
    return this.#waiters.wait(executionArn, signal);
  }

  /** Starts an execution and waits for its end (StartSyncExecution). */
  run(command: StartExecution, signal?: AbortSignal): Promise<ClosedExecution | Rejection> {
    return runToEnd(this.#waiters, (start) => this.submit(start), command, signal);
  }

  /** How many executions are open. */
  get openExecutions(): number {
    return this.#executions.size;
  }

  /** The open executions that are children of distributed Maps, and whose. */
  *openChildren(): Generator<{ readonly executionArn: string; readonly mapRunArn: string }> {
    for (const { executionArn, state } of this.#executions.slots()) {
      if (state?.mapRun !== undefined) yield { executionArn, mapRunArn: state.mapRun.mapRunArn };
    }
    if (this.#parked !== undefined) yield* this.#parked.children();
  }

  /** The newest record that is durable; undefined when another owner may have written since (E2). */
  get durable(): RecordMark | undefined {
    return this.#mayOwn() ? this.#newest : undefined;
  }

  /**
   * How far a read must have come to show all that was answered, and all that any other read has shown so far: what is
   * under way may be in the log already, and others may have seen it there. Undefined as `durable` is.
   */
  async readPosition(): Promise<RecordMark | undefined> {
    await this.#commit.underWay();
    return this.durable;
  }

  get #newest(): RecordMark {
    return { sequence: this.#durableSequence, epoch: this.#options.log.epoch };
  }

  /** Steps down in good order: what is decided becomes durable, a snapshot is saved, the log is closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'open') this.#state = 'draining';
    // Timers fire into the void from now on: a sweep would miss them.
    this.#sweeper?.[Symbol.dispose]();
    this.#parking?.[Symbol.dispose]();
    await this.#commit.settled();
    // A store that is out of reach must not keep an owner that has lost the partition meanwhile.
    await Promise.race([this.#snapshots?.finish(), this.stopped]);
    this.#stepDown({ kind: 'disposed' });
    await this.#options.log[Symbol.asyncDispose]();
  }

  /** Takes up what was pending when the former owner stopped. */
  #takeUp(recovered: Recovered): void {
    this.#options.signal.addEventListener('abort', this.#abort, { once: true });
    const now = this.#options.clock.now();
    const open = [...recovered.open.values()];
    for (const { state, sequence } of open) this.#executions.put(state, { sequence });
    for (const { state, sequence } of recovered.closed) {
      const slot = new Slot(state.executionArn, state, { sequence });
      this.#closing.add(slot);
      this.#executions.retire(slot);
    }
    const states = [...recovered.closed, ...open].map(({ state }) => state);
    takeUp(states, this.#performer, now);
    try {
      if (this.#parked !== undefined) takeUpParked(this.#parked, this.#performer, now);
    } catch (error) {
      this.#stepDown({ kind: 'fault', error });
      return;
    }
    this.#parked?.begin((executionArn) => {
      if (this.#state === 'open') this.#executions.wake(executionArn);
    });
    if (this.#parked !== undefined) {
      this.#parking = new ParkingPass({
        clock: this.#options.clock,
        idleMs: this.#limits.parkAfterMs,
        executions: this.#executions,
        timers: this.#timers,
        durableSequence: () => this.#durableSequence,
        onFault: (fault) => this.#fault(fault, undefined),
      });
    }
    this.#sweeper = new Sweeper({
      clock: this.#options.clock,
      intervalMs: this.#limits.sweepIntervalMs,
      slots: () => this.#executions.slots(),
      parked: this.#parked,
      timers: this.#timers,
      perform: (effects) => this.#performer.perform(effects),
      onSwept: () => {
        this.#options.observer?.onSwept?.();
        void this.#requireNewest();
      },
      onFinding: (finding) => this.#options.observer?.onFinding?.(finding),
    });
  }

  /** E5: who has nothing to append would not notice that acknowledged records are lost. */
  async #requireNewest(): Promise<void> {
    const { reader, log, snapshots } = this.#options;
    // A log that is not durable keeps nothing.
    if (snapshots === undefined) return;
    try {
      const error = await missingRecord(reader, log.partition, this.#newest);
      if (error !== undefined) this.#stepDown({ kind: 'fault', error });
    } catch (fault) {
      this.#fault(fault, undefined);
    }
  }

  #snapshotSchedule(): SnapshotSchedule | undefined {
    const { snapshots: store, log } = this.#options;
    if (store === undefined) return undefined;
    const source = {
      partition: log.partition,
      epoch: log.epoch,
      store,
      commit: this.#commit,
      durableSequence: () => this.#durableSequence,
      slots: () => [...this.#executions.slots(), ...this.#closing.all()],
      parked: this.#parked,
      followWoken: () => this.#executions.followWoken(),
      isStopped: () => this.#state === 'stopped',
    };
    return new SnapshotSchedule(source, this.#limits, (fault) => this.#fault(fault, undefined));
  }

  #mayOwn(): boolean {
    return this.#state !== 'stopped' && (this.#options.mayOwn?.() ?? true);
  }

  #answer({ settle }: Pending, answer: PlainAnswer): void {
    if (settle !== undefined)
      this.#commit.after({ effects: NO_EFFECTS, settle, answer, position: undefined });
  }

  #accept(slot: Slot, { settle }: Pending, decision: Decision): void {
    const { state, events, effects, at } = decision;
    const answer: PlainAnswer = { kind: 'repeated', at };
    if (events.length === 0) {
      if (settle !== undefined || effects.length > 0) {
        this.#commit.after({ effects, settle, answer, position: slot.position });
      }
    } else {
      const entry = { executionArn: slot.executionArn, events };
      const consequence = { effects, settle, answer, position: undefined };
      slot.position = this.#commit.add(entry, decision.bytes, consequence);
    }
    if (state.status.kind === 'RUNNING') this.#closing.reopened(slot.executionArn);
    else {
      this.#closing.add(slot);
      this.#executions.retire(slot);
    }
    if (decision.fault !== undefined) this.#fault(decision.fault, slot.executionArn);
  }

  #noteDurable(record: Omit<LogRecord, 'epoch'>, bytes: number): void {
    this.#durableSequence = record.sequence;
    this.#snapshots?.note(bytes);
    try {
      this.#options.observer?.onRecord?.({ ...record, epoch: this.#options.log.epoch });
    } catch (fault) {
      this.#fault(fault, undefined);
    }
  }

  #release(consequences: readonly Consequence[], sequence: number): void {
    for (const { effects, settle, answer, position } of consequences) {
      this.#performer.perform(effects);
      if (settle === undefined) continue;
      // No append was acknowledged that proves the ownership: the lease has to.
      if (sequence === 0 && !this.#mayOwn()) settle(moved());
      else if (answer.kind === 'rejection') settle(answer);
      else settle({ kind: 'accepted', sequence: position?.sequence ?? sequence, at: answer.at });
    }
    if (this.#limits.parkAfterMs === 0) this.#parking?.run();
    this.#snapshots?.takeWhenDue();
  }

  #tellClosed(execution: ClosedExecution): void {
    this.#waiters.closed(execution);
    const { executionArn } = execution;
    const told = this.#options.observer?.onClosed?.(execution);
    this.#closing.tell(executionArn, told, (fault) => this.#fault(fault, executionArn));
  }

  #fire(executionArn: string, timer: Timer): void {
    if (this.#state !== 'open') return;
    this.#executions.take({ command: { kind: 'FireTimer', executionArn, timer }, settle: undefined });
  }

  /** E2: nothing of what is not durable is kept, nothing more happens here. */
  #stepDown(reason: StopReason): void {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#options.signal.removeEventListener('abort', this.#abort);
    this.#sweeper?.[Symbol.dispose]();
    this.#parking?.[Symbol.dispose]();
    this.#timers[Symbol.dispose]();
    const waiting = this.#executions.abandon();
    const states = waiting.slots.map(({ state }) => state);
    takeBack(states, this.#performer, this.#mapRuns);
    this.#leaveParked();
    for (const { settle } of waiting.pending) settle?.(moved());
    for (const { settle } of this.#commit.abandon()) settle?.(moved());
    this.#waiters.giveUpAll();
    this.#stop.resolve(reason);
  }

  #leaveParked(): void {
    if (this.#parked === undefined) return;
    using parked = this.#parked;
    try {
      takeBack(parked.withHeldTasks(), this.#performer, this.#mapRuns);
    } catch (fault) {
      // What goes on is reported to a partition that is no longer here, which refuses it.
      this.#fault(fault, undefined);
    }
  }

  #fault(fault: unknown, executionArn: string | undefined): void {
    this.#options.observer?.onFault?.(fault, executionArn);
  }
}
