import {
  EdgestepError,
  parseArn,
  type EpochMs,
  type EventOf,
  type ExecutionEvent,
  type ExecutionEventKind,
  type FrameId,
  type Json,
  type TaskTarget,
} from '@edgestep/shared';

import type { HistoryEventDetails } from './history-event-details.ts';
import type { HistoryEventType } from './history-event-type.ts';
import type { HistoryOptions, PayloadTexts } from './payload-details.ts';

/** What a projector makes of one event: its type and the details that belong to it. */
export type Shown = { readonly type: HistoryEventType } & HistoryEventDetails;

/** Shows one kind of event. */
export type Projector<K extends ExecutionEventKind> = (event: EventOf<K>, context: HistoryContext) => Shown;

/** What later events need to know of earlier ones, and how the caller wants it. */
export interface HistoryContext extends PayloadTexts {
  /** The zone, as the ARNs of the execution say it. */
  readonly region: string;
  /** The target of the task that the frame runs: the events after TaskScheduled do not repeat it. */
  targetOf(frame: FrameId): TaskTarget;
}

/** Carries the context through the events of one execution, in their order. */
export class HistoryTracker implements HistoryContext {
  readonly includeExecutionData: boolean;
  #executionArn = '';
  #region: string | undefined;
  #targets: Map<FrameId, TaskTarget> | undefined;
  /** Mostly a state hands on what it was handed, in the same moment: what was written last is not written again. */
  #payload: Json | undefined;
  #text = '';
  #at: EpochMs = Number.NaN;
  #time: Date | undefined;

  constructor(options: HistoryOptions) {
    this.includeExecutionData = options.includeExecutionData;
  }

  note(event: ExecutionEvent): void {
    if (event.kind === 'TaskScheduled') (this.#targets ??= new Map()).set(event.frame, event.target);
    else if (event.kind === 'ExecutionStarted') this.#executionArn = event.executionArn;
  }

  get region(): string {
    this.#region ??= parseArn(this.#executionArn)?.region ?? '';
    return this.#region;
  }

  textOf(payload: Json): string {
    if (payload !== this.#payload) {
      this.#payload = payload;
      this.#text = JSON.stringify(payload);
    }
    return this.#text;
  }

  timeOf(at: EpochMs): Date {
    const time = this.#time;
    if (time !== undefined && at === this.#at) return time;
    this.#at = at;
    return (this.#time = new Date(at));
  }

  targetOf(frame: FrameId): TaskTarget {
    const target = this.#targets?.get(frame);
    if (target !== undefined) return target;
    throw new EdgestepError(
      'internal',
      `No task was scheduled in frame ${frame} before an event that needs it`,
    );
  }
}
