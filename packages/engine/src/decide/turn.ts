import type { CompiledMachine, EvaluationPort, NewEvent, Turn } from '@edgestep/asl';
import { INTERNAL_EVENT_KINDS, type EpochMs, type ExecutionEvent, type FrameId } from '@edgestep/shared';

import { addCausedEffects } from '../effects/caused-effects.ts';
import type { Effect } from '../effects/effect.ts';
import { addReleasedEffects } from '../effects/released-effects.ts';
import { evolve } from '../evolve/evolve.ts';
import type { ExecutionState } from '../state/execution-state.ts';
import type { DecideEnvironment } from './decision.ts';
import { eventBytes } from './event-bytes.ts';
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

  constructor(environment: DecideEnvironment, execution: ExecutionState) {
    this.machine = environment.machine;
    this.execution = execution;
    this.now = environment.now;
    this.port = environment.port;
    this.#environment = environment;
  }

  get eventsLeft(): number {
    if (this.bytes > TURN_BYTES_MAX) return 0;
    const left = TURN_EVENTS_MAX - this.events.length;
    const roomLeft = HISTORY_EVENTS_MAX - 1 - this.execution.lastEventId;
    return Math.max(0, this.execution.type === 'EXPRESS' ? left : Math.min(left, roomLeft));
  }

  taskToken(frame: FrameId, taskId: number): string {
    return this.#environment.taskToken({ executionArn: this.execution.executionArn, frame, taskId });
  }

  /** Throws HistoryFull for an event that would take the place of the execution's end. */
  emit(event: NewEvent): number {
    const state = this.execution;
    const id = isShown(event.kind) ? state.lastEventId + 1 : 0;
    if (id >= HISTORY_EVENTS_MAX && state.type !== 'EXPRESS' && !ENDS.has(event.kind))
      throw new HistoryFull();
    const prev = event.prev ?? state.frames.get(event.frame)?.lastEventId ?? 0;
    const whole = completed(event, this.now, id, prev);
    addReleasedEffects(state, whole, this.effects);
    evolve(state, whole);
    addCausedEffects(state, whole, this.effects);
    this.record(whole);
    return id;
  }

  /** Notes an event that was applied already: the one that made the state. */
  record(event: ExecutionEvent): void {
    this.bytes += eventBytes(event, this.#payloads);
    this.events.push(event);
  }
}

function isShown(kind: ExecutionEvent['kind']): boolean {
  return kind === 'StateEntered' || kind === 'StateExited' || !INTERNAL_EVENT_KINDS.has(kind);
}

/** The two kinds of which every transition has one are written out: a copy of an object of any shape takes longer. */
function completed(event: NewEvent, at: EpochMs, id: number, prev: number): ExecutionEvent {
  if (event.kind === 'StateEntered') {
    const { kind, frame, state, stateType, input } = event;
    return { kind, frame, state, stateType, input, at, id, prev };
  }
  if (event.kind === 'StateExited' && event.assigned === undefined && event.next !== undefined) {
    const { kind, frame, state, stateType, output, next } = event;
    return { kind, frame, state, stateType, output, next, at, id, prev };
  }
  return { ...event, at, id, prev } as ExecutionEvent;
}
