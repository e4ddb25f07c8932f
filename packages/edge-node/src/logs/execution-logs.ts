import { ExecutionLog, type ExecutionLogging, type LogRecord } from '@edgestep/engine';
import type { ExecutionEvent } from '@edgestep/shared';

/** Where lines go. `id` is the same whenever the same line is written again. */
interface LogSink {
  write(logGroup: string, id: string, line: string): void;
}

export interface ExecutionLogsOptions {
  readonly sink: LogSink;
  /** What the executions of a revision log; undefined for nothing. */
  readonly loggingOf: (revisionId: string) => ExecutionLogging | undefined;
  /** The revision of an execution that began elsewhere; undefined when the index does not have it yet. */
  readonly revisionOf: (executionArn: string) => string | undefined;
  /** All events of an execution that began elsewhere, the first of them first. */
  readonly events: (executionArn: string) => AsyncIterable<ExecutionEvent>;
  readonly onFault: (fault: unknown, executionArn: string) => void;
}

/** An execution that is logged, or is not, or of which that is not known yet: then its events wait. */
type Logged =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly log: ExecutionLog; readonly logGroup: string }
  | { readonly kind: 'looking'; readonly waiting: ExecutionEvent[] };

const OFF: Logged = { kind: 'off' };

/**
 * Writes the execution logs of the partitions that this node owns, and of the Express executions that it runs: of
 * what is durable only (E1). An execution that began under another owner, or is redriven, is read back once.
 */
export class ExecutionLogs {
  readonly #options: ExecutionLogsOptions;
  readonly #open = new Map<string, Logged>();

  constructor(options: ExecutionLogsOptions) {
    this.#options = options;
  }

  /** A record is durable. Never throws: what goes wrong with one log costs no other. */
  note(record: LogRecord): void {
    for (const { executionArn, events } of record.entries) {
      try {
        this.#noteEntry(executionArn, events);
      } catch (fault) {
        this.#open.set(executionArn, OFF);
        this.#options.onFault(fault, executionArn);
      }
    }
  }

  /** Executions that another owner has led on meanwhile: they are read back when they are heard of again. */
  forget(isMoved: (executionArn: string) => boolean): void {
    for (const executionArn of this.#open.keys()) if (isMoved(executionArn)) this.#open.delete(executionArn);
  }

  #noteEntry(executionArn: string, events: readonly ExecutionEvent[]): void {
    const [first] = events;
    let logged = this.#open.get(executionArn);
    if (logged === undefined) {
      logged = first?.kind === 'ExecutionStarted' ? this.#begun(executionArn, first.revisionId) : undefined;
      logged ??= this.#lookFor(executionArn);
      this.#open.set(executionArn, logged);
    }
    if (logged.kind === 'looking') logged.waiting.push(...events);
    else this.#write(executionArn, logged, events);
    if (events.some(isEnd) && logged.kind !== 'looking') this.#open.delete(executionArn);
  }

  #begun(executionArn: string, revisionId: string): Logged {
    const logging = this.#options.loggingOf(revisionId);
    if (logging === undefined) return OFF;
    return { kind: 'on', log: new ExecutionLog(executionArn, logging), logGroup: logging.logGroup };
  }

  #write(executionArn: string, logged: Logged, events: readonly ExecutionEvent[]): void {
    if (logged.kind !== 'on') return;
    for (const event of events) {
      const noted = logged.log.note(event);
      if (noted === undefined) continue;
      this.#options.sink.write(logged.logGroup, `${executionArn} ${noted.eventId}`, noted.line);
    }
  }

  #lookFor(executionArn: string): Logged {
    const revisionId = this.#options.revisionOf(executionArn);
    // A partition that is taken over may have very many: those that log nothing need not be read.
    if (revisionId !== undefined && this.#options.loggingOf(revisionId) === undefined) return OFF;
    const waiting: ExecutionEvent[] = [];
    const looking: Logged = { kind: 'looking', waiting };
    this.#readBack(executionArn, waiting).then(
      (found) => {
        if (this.#open.get(executionArn) !== looking) return;
        // At once with the change of hands, so that no event comes in between.
        this.#write(executionArn, found, waiting);
        if (waiting.some(isEnd)) this.#open.delete(executionArn);
        else this.#open.set(executionArn, found);
      },
      (fault: unknown) => {
        this.#open.delete(executionArn);
        this.#options.onFault(fault, executionArn);
      },
    );
    return looking;
  }

  /** Brings the log up to where the waiting events begin. */
  async #readBack(executionArn: string, waiting: readonly ExecutionEvent[]): Promise<Logged> {
    let logged: Logged = OFF;
    for await (const event of this.#options.events(executionArn)) {
      if (event.kind === 'ExecutionStarted') logged = this.#begun(executionArn, event.revisionId);
      const firstId = waiting.find(({ id }) => id > 0)?.id ?? Infinity;
      if (logged.kind !== 'on') return OFF;
      // What waits is written when the log has come so far.
      if (event.id < firstId) logged.log.note(event);
    }
    return logged;
  }
}

function isEnd({ kind }: ExecutionEvent): boolean {
  return (
    kind === 'ExecutionSucceeded' ||
    kind === 'ExecutionFailed' ||
    kind === 'ExecutionTimedOut' ||
    kind === 'ExecutionAborted'
  );
}
