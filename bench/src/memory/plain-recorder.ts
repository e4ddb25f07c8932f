import type { HistoryEvent } from '@edgestep/engine';
import type { ExecutionEvent, Json, StartExecution } from '@edgestep/shared';

/** States that a plain program goes through without waiting. */
export type PlainStateType = 'Pass' | 'Choice' | 'Succeed';

/**
 * What a floor tells of a run: plain JavaScript that does a machine's data work by hand, and leaves the same history
 * objects behind as the engine does.
 */
export interface PlainRecorder<Record> {
  readonly records: readonly Record[];
  start(command: StartExecution): void;
  enter(state: string, stateType: PlainStateType, input: Json): void;
  exit(state: string, stateType: PlainStateType, output: Json, next: string | undefined): void;
  succeed(output: Json): void;
}

/** The events that the engine's log holds. */
export class PlainEvents implements PlainRecorder<ExecutionEvent> {
  readonly records: ExecutionEvent[] = [];
  readonly #startAt: string;
  readonly #at: number;
  #id = 0;

  constructor(startAt: string, at: number) {
    this.#startAt = startAt;
    this.#at = at;
  }

  start(command: StartExecution): void {
    const { kind: _, ...about } = command;
    const event = { kind: 'ExecutionStarted', at: this.#at, frame: 0, id: 1, prev: 0, ...about } as const;
    this.#id = 1;
    this.records.push({ ...event, startAt: this.#startAt, timeoutSeconds: 31_536_000 });
  }

  enter(state: string, stateType: PlainStateType, input: Json): void {
    const prev = this.#id++;
    this.records.push({
      kind: 'StateEntered',
      frame: 0,
      state,
      stateType,
      input,
      at: this.#at,
      id: this.#id,
      // The event that starts the execution is shown as no event's predecessor.
      prev: prev === 1 ? 0 : prev,
    });
  }

  exit(state: string, stateType: PlainStateType, output: Json, next: string | undefined): void {
    const prev = this.#id++;
    const place = { at: this.#at, id: this.#id, prev };
    if (next === undefined) {
      this.records.push({ kind: 'StateExited', frame: 0, state, stateType, output, ...place });
    } else {
      this.records.push({ kind: 'StateExited', frame: 0, state, stateType, output, next, ...place });
    }
  }

  succeed(output: Json): void {
    const prev = this.#id++;
    this.records.push({ kind: 'ExecutionSucceeded', frame: 0, output, at: this.#at, id: this.#id, prev });
  }
}

const WHOLE = { truncated: false };

/** The AWS execution history, as GetExecutionHistory shows it. */
export class PlainHistory implements PlainRecorder<HistoryEvent> {
  readonly records: HistoryEvent[] = [];
  readonly #timestamp: Date;
  #id = 0;
  /** A payload that is handed on is written as text once. */
  #payload: Json | undefined;
  #text = '';

  constructor(_startAt: string, at: number) {
    this.#timestamp = new Date(at);
  }

  start({ input, roleArn }: StartExecution): void {
    this.#id = 1;
    this.records.push({
      timestamp: this.#timestamp,
      type: 'ExecutionStarted',
      id: 1,
      previousEventId: 0,
      executionStartedEventDetails: { input: this.#textOf(input), inputDetails: WHOLE, roleArn },
    });
  }

  enter(state: string, stateType: PlainStateType, input: Json): void {
    const prev = this.#id++;
    this.records.push({
      timestamp: this.#timestamp,
      type: `${stateType}StateEntered`,
      id: this.#id,
      previousEventId: prev === 1 ? 0 : prev,
      stateEnteredEventDetails: { name: state, input: this.#textOf(input), inputDetails: WHOLE },
    });
  }

  exit(state: string, stateType: PlainStateType, output: Json, _next: string | undefined): void {
    const prev = this.#id++;
    this.records.push({
      timestamp: this.#timestamp,
      type: `${stateType}StateExited`,
      id: this.#id,
      previousEventId: prev,
      stateExitedEventDetails: { name: state, output: this.#textOf(output), outputDetails: WHOLE },
    });
  }

  succeed(output: Json): void {
    const prev = this.#id++;
    this.records.push({
      timestamp: this.#timestamp,
      type: 'ExecutionSucceeded',
      id: this.#id,
      previousEventId: prev,
      executionSucceededEventDetails: { output: this.#textOf(output), outputDetails: WHOLE },
    });
  }

  #textOf(payload: Json): string {
    if (payload !== this.#payload) {
      this.#payload = payload;
      this.#text = JSON.stringify(payload);
    }
    return this.#text;
  }
}
