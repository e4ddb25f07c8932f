import type {
  CompiledMachine,
  CompiledState,
  EvaluationPort,
  FrameView,
  NewEvent,
  Turn,
} from '@edgestep/asl';
import {
  INTERNAL_EVENT_KINDS,
  type EpochMs,
  type EventOf,
  type ExecutionEvent,
  type FrameId,
  type Json,
} from '@edgestep/shared';

import { addCausedEffects } from '../effects/caused-effects.ts';
import type { Effect } from '../effects/effect.ts';
import { addReleasedEffects } from '../effects/released-effects.ts';
import { evolve, evolveEntry, evolveExit } from '../evolve/evolve.ts';
import { hasChildren } from '../state/close-frames.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { DecideEnvironment } from './decision.ts';
import { ENVELOPE_BYTES, eventBytes } from './event-bytes.ts';
import { HISTORY_EVENTS_MAX, HistoryFull } from './history-limit.ts';
import { PayloadMeter } from './payload-meter.ts';

/** A turn is cut after so many events, and goes on in the next: one execution must not keep a partition to itself. */
export const TURN_EVENTS_MAX = 1_000;

/** A turn is cut, too, when its events take about so many bytes: they are written in one piece. */
const TURN_BYTES_MAX = 262_144;

/** The events that end an execution: one of them may be the last that a history has room for. */
const ENDS: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionTimedOut',
  'ExecutionAborted',
] satisfies readonly ExecutionEvent['kind'][]);

/**
 * One decision at work. `emit` completes an event, applies it (E3) and notes what it calls for; the effects wait
 * until the events are durable (E1).
 */
export class DecisionTurn implements Turn {
  readonly machine: CompiledMachine;
  readonly execution: ExecutionState;
  readonly now: EpochMs;
  readonly port: EvaluationPort;
  readonly events: ExecutionEvent[] = [];
  readonly effects: Effect[] = [];
  bytes = 0;
  readonly #environment: DecideEnvironment;
  readonly #payloads = new PayloadMeter();
  /** The last id that an event may have which is not the execution's end. */
  readonly #idMax: number;

  constructor(environment: DecideEnvironment, execution: ExecutionState) {
    this.machine = environment.machine;
    this.execution = execution;
    this.now = environment.now;
    this.port = environment.port;
    this.#environment = environment;
    this.#idMax = execution.type === 'EXPRESS' ? Infinity : HISTORY_EVENTS_MAX - 1;
  }

  get hasRoom(): boolean {
    return (
      this.events.length < TURN_EVENTS_MAX &&
      this.bytes <= TURN_BYTES_MAX &&
      this.execution.lastEventId < this.#idMax
    );
  }

  taskToken(frame: FrameId, taskId: number): string {
    return this.#environment.taskToken({ executionArn: this.execution.executionArn, frame, taskId });
  }

  /** Throws HistoryFull for an event that would take the place of the execution's end. */
  emit(event: NewEvent): number {
    const state = this.execution;
    const id = INTERNAL_EVENT_KINDS.has(event.kind) ? 0 : state.lastEventId + 1;
    if (!ENDS.has(event.kind)) this.#requireId(id);
    const prev = event.prev ?? state.frames.get(event.frame)?.lastEventId ?? 0;
    this.#apply({ ...event, at: this.now, id, prev } as ExecutionEvent);
    return id;
  }

  /** Every transition has two events that neither call for anything nor make anything void: nobody is asked. */
  enter(frame: FrameView, state: CompiledState, input: Json): void {
    const id = this.execution.lastEventId + 1;
    this.#requireId(id);
    const event: EventOf<'StateEntered'> = {
      kind: 'StateEntered',
      frame: frame.id,
      state: state.name,
      stateType: state.type,
      input,
      at: this.now,
      id,
      prev: frame.lastEventId,
    };
    evolveEntry(this.execution, event);
    this.#note(event, ENVELOPE_BYTES + this.#payloads.measure(input));
  }

  leave(frame: FrameView, state: CompiledState, output: Json, next: string | undefined): void {
    const id = this.execution.lastEventId + 1;
    this.#requireId(id);
    const event = exited(frame, state, output, next, this.now, id);
    if (hasChildren(frame)) addReleasedEffects(this.execution, event, this.effects);
    evolveExit(this.execution, event);
    this.#note(event, ENVELOPE_BYTES + this.#payloads.measure(output));
  }

  #requireId(id: number): void {
    if (id > this.#idMax) throw new HistoryFull();
  }

  #apply(event: ExecutionEvent): void {
    addReleasedEffects(this.execution, event, this.effects);
    evolve(this.execution, event);
    addCausedEffects(this.execution, event, this.effects);
    this.record(event);
  }

  /** Notes an event that was applied already: the one that made the state. */
  record(event: ExecutionEvent): void {
    this.#note(event, eventBytes(event, this.#payloads));
  }

  #note(event: ExecutionEvent, bytes: number): void {
    this.bytes += bytes;
    // Not pushed: an array that was empty, and held no objects yet, is pushed to by a call.
    this.events[this.events.length] = event;
  }
}

/** Each shape is written out: a copy of an object of any shape takes longer. */
function exited(
  frame: FrameView,
  { name: state, type: stateType }: CompiledState,
  output: Json,
  next: string | undefined,
  at: EpochMs,
  id: number,
): EventOf<'StateExited'> {
  const { id: frameId, lastEventId: prev } = frame;
  return next === undefined
    ? { kind: 'StateExited', frame: frameId, state, stateType, output, at, id, prev }
    : { kind: 'StateExited', frame: frameId, state, stateType, output, next, at, id, prev };
}
