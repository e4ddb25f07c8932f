/** What the live view needs of a history event; a subset of the API's shape. */
export interface ProgressEvent {
  readonly id: number;
  readonly previousEventId?: number | undefined;
  readonly timestamp: Date;
  readonly type: string;
  readonly stateEnteredEventDetails?:
    | { readonly name: string; readonly input?: string | undefined }
    | undefined;
  readonly stateExitedEventDetails?:
    | { readonly name: string; readonly output?: string | undefined }
    | undefined;
  readonly [details: string]: unknown;
}

/** One stay in one state. */
export interface Visit {
  readonly eventId: number;
  readonly name: string;
  readonly type: string;
  /** How deep it lies in Parallel and Map states. */
  readonly depth: number;
  readonly enteredAt: Date;
  input: string | undefined;
  output: string | undefined;
  exitedAt: Date | undefined;
  /** How often its work was begun again by a retrier. */
  attempts: number;
  /** The last failure that its work reported. */
  error: string | undefined;
  status: 'running' | 'done' | 'failed';
}

const SCHEDULED = /^(LambdaFunction|Activity|Task)Scheduled$/;
const WORK_FAILED =
  /^(LambdaFunction|Activity|Task)(Failed|TimedOut|ScheduleFailed|StartFailed|SubmitFailed)$/;
const BEGINS_CHILDREN = /^(ParallelStateStarted|MapIterationStarted)$/;
const EXECUTION_FAILED = /^Execution(Failed|TimedOut|Aborted)$/;

/** Folds a history, page by page, into the visits that the live view shows. */
export class ExecutionProgress {
  readonly visits: Visit[] = [];
  /** The event type that ended the execution, once it ended. */
  ended: string | undefined;
  lastEventId = 0;
  readonly #visitOfEvent = new Map<number, Visit>();
  readonly #depthOfEvent = new Map<number, number>();

  apply(event: ProgressEvent): void {
    this.lastEventId = Math.max(this.lastEventId, event.id);
    const depth = this.#depthOfEvent.get(event.previousEventId ?? 0) ?? 0;
    const previous = this.#visitOfEvent.get(event.previousEventId ?? 0);
    const entered = event.stateEnteredEventDetails;
    if (entered !== undefined) {
      this.#enter(event, entered, depth);
      return;
    }
    this.#depthOfEvent.set(event.id, BEGINS_CHILDREN.test(event.type) ? depth + 1 : depth);
    const exited = event.stateExitedEventDetails;
    if (exited !== undefined) {
      this.#exit(event, exited, previous);
      return;
    }
    if (previous !== undefined) this.#visitOfEvent.set(event.id, previous);
    if (SCHEDULED.test(event.type) && previous !== undefined) previous.attempts += 1;
    if (WORK_FAILED.test(event.type) && previous !== undefined) previous.error = errorOf(event);
    if (EXECUTION_FAILED.test(event.type)) this.#fail(event);
    if (event.type === 'ExecutionSucceeded') this.ended = event.type;
  }

  #enter(event: ProgressEvent, details: { name: string; input?: string | undefined }, depth: number): void {
    const visit: Visit = {
      eventId: event.id,
      name: details.name,
      type: event.type.replace(/StateEntered$/, ''),
      depth,
      enteredAt: event.timestamp,
      input: details.input,
      output: undefined,
      exitedAt: undefined,
      attempts: 0,
      error: undefined,
      status: 'running',
    };
    this.visits.push(visit);
    this.#visitOfEvent.set(event.id, visit);
    this.#depthOfEvent.set(event.id, depth);
  }

  #exit(
    event: ProgressEvent,
    details: { name: string; output?: string | undefined },
    previous: Visit | undefined,
  ): void {
    const running = (candidate: Visit) => candidate.name === details.name && candidate.status === 'running';
    // The exit of a Parallel or Map follows its last child's event, so the chain does not lead to its own visit.
    const visit = previous !== undefined && running(previous) ? previous : this.visits.findLast(running);
    if (visit === undefined) return;
    visit.status = 'done';
    visit.output = details.output;
    visit.exitedAt = event.timestamp;
    this.#depthOfEvent.set(event.id, visit.depth);
  }

  #fail(event: ProgressEvent): void {
    this.ended = event.type;
    for (const visit of this.visits) {
      if (visit.status !== 'running') continue;
      visit.status = 'failed';
      visit.exitedAt = event.timestamp;
      visit.error ??= errorOf(event);
    }
  }
}

function errorOf(event: ProgressEvent): string | undefined {
  for (const [key, details] of Object.entries(event)) {
    if (!key.endsWith('EventDetails') || typeof details !== 'object' || details === null) continue;
    const { error } = details as { error?: unknown };
    if (typeof error === 'string') return error;
  }
  return undefined;
}
