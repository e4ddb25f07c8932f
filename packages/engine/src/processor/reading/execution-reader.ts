import { ApiError, parseArn, type ExecutionEvent } from '@edgestep/shared';

import type { LogReader } from '../../ports/partition-log.ts';
import type { ExecutionIndex, ExecutionQuery, IndexedExecution } from '../../projections/execution-index.ts';
import type { HistoryEvent } from '../../projections/history/history-event.ts';
import { projectHistory } from '../../projections/history/project-history.ts';
import type { MapRunQuery, MapRunSummary } from '../../projections/summary/map-run-summary.ts';
import { systemClock, type Clock } from '../clock.ts';
import { eventsAt } from './execution-events.ts';
import { executionDetails, type ExecutionDetails } from '../../projections/summary/execution-details.ts';

/**
 * Reads Standard executions from an index and the logs behind it. Reads see every write that was answered before
 * they began, or reject with `ServiceUnavailable`; only a list then shows what is known (docs: reads behind a barrier).
 */
export interface ExecutionReader {
  /** The execution with its payloads. */
  find(executionArn: string): Promise<ExecutionDetails | undefined>;
  /** Whether it would be found, without a look into the log. */
  exists(executionArn: string): Promise<boolean>;
  /** Newest first. */
  list(query: ExecutionQuery): Promise<readonly IndexedExecution[]>;
  /** A Map Run. */
  mapRun(mapRunArn: string): Promise<MapRunSummary | undefined>;
  /** The Map Runs of an execution, newest first. */
  mapRuns(query: MapRunQuery): Promise<readonly MapRunSummary[]>;
  /** The events of an execution, the first of them first; none for an unknown one. */
  events(executionArn: string): AsyncIterable<ExecutionEvent>;
  /** The whole history so far; undefined for an unknown execution. */
  history(executionArn: string, includeExecutionData: boolean): Promise<readonly HistoryEvent[] | undefined>;
  /** Resolves when the execution is closed, at once when it is; undefined when `signal` was aborted first. */
  closed(executionArn: string, signal: AbortSignal): Promise<ExecutionDetails | undefined>;
}

export interface ReaderOptions {
  readonly store: ExecutionIndex;
  /** The log of a zone. */
  readonly logOf: (zone: string) => LogReader | undefined;
  /**
   * Resolves when reads of the execution show every write answered so far; rejects with `ServiceUnavailable` when nobody
   * can tell, after having waited for it.
   */
  readonly barrier: (zone: string, executionArn: string) => Promise<void>;
  /** The same for everything that can be listed. */
  readonly barrierOfAll: () => Promise<void>;
  readonly closings: ClosingWatch;
  /** The machine's clock when absent. */
  readonly clock?: Clock;
}

/** Whoever waits for an end looks again so soon after nobody could tell. */
const LOOK_AGAIN_MS = 500;

/** Tells of executions that were closed, as the index learns of them. */
export interface ClosingWatch {
  /** Resolves when the execution is closed after this call, or when `signal` is aborted. */
  next(executionArn: string, signal: AbortSignal): Promise<void>;
}

export function createExecutionReader(options: ReaderOptions): ExecutionReader {
  const { store, logOf, clock = systemClock } = options;

  async function indexed(executionArn: string): Promise<IndexedExecution | undefined> {
    const zone = parseArn(executionArn)?.region;
    if (zone === undefined) return undefined;
    await options.barrier(zone, executionArn);
    return store.find(executionArn);
  }

  return {
    async find(executionArn) {
      const execution = await indexed(executionArn);
      return execution === undefined ? undefined : detailsOf(logOf, execution);
    },
    async exists(executionArn) {
      return (await indexed(executionArn)) !== undefined;
    },
    async list(query) {
      await options.barrierOfAll().catch(undefinedWhenUnavailable);
      return store.list(query);
    },
    async mapRun(mapRunArn) {
      await options.barrierOfAll();
      return store.mapRun(mapRunArn);
    },
    async mapRuns(query) {
      await indexed(query.executionArn);
      return store.mapRuns(query);
    },
    async *events(executionArn) {
      if ((await indexed(executionArn)) === undefined) return;
      yield* eventsAt(logOf, executionArn, store.places(executionArn));
    },
    async history(executionArn, includeExecutionData) {
      if ((await indexed(executionArn)) === undefined) return undefined;
      const events = await Array.fromAsync(eventsAt(logOf, executionArn, store.places(executionArn)));
      return projectHistory(events, { includeExecutionData });
    },
    async closed(executionArn, signal) {
      // Of a log that lost its last records, the index may know an end that is at another place by now.
      const ended = async () => {
        const execution = await indexed(executionArn);
        if (execution === undefined || execution.status === 'RUNNING') return undefined;
        return detailsOf(logOf, execution);
      };
      while (!signal.aborted) {
        // Begun before the look: a closing in between is not missed.
        const closing = options.closings.next(executionArn, signal);
        const execution = await whenAvailable(clock, signal, ended);
        if (execution !== undefined) return execution;
        await closing;
      }
      return undefined;
    },
  };
}

/** From the start and the last end alone: what lies between can be long. */
async function detailsOf(
  logOf: ReaderOptions['logOf'],
  execution: IndexedExecution,
): Promise<ExecutionDetails | undefined> {
  const { executionArn, zone, partition, firstSequence, closeSequence } = execution;
  const { redriveCount, redrivenAt } = execution;
  const at = (sequence: number): Promise<ExecutionEvent[]> =>
    Array.fromAsync(eventsAt(logOf, executionArn, [{ zone, partition, sequence }]));
  const [start] = await at(firstSequence);
  if (start === undefined) return undefined;
  const last = closeSequence === undefined ? [] : await at(closeSequence);
  const found = executionDetails([start, ...last.slice(-1)]);
  return found === undefined ? undefined : { ...found, redriveCount, redrivenAt };
}

/** Reads again while nobody can tell; undefined when `signal` is aborted. */
async function whenAvailable<T>(
  clock: Clock,
  signal: AbortSignal,
  read: () => Promise<T>,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await read();
    } catch (error) {
      undefinedWhenUnavailable(error);
    }
    await waitOn(clock, LOOK_AGAIN_MS, signal);
  }
  return undefined;
}

function undefinedWhenUnavailable(error: unknown): undefined {
  if (error instanceof ApiError && error.name === 'ServiceUnavailable') return undefined;
  throw error;
}

/** Ends early when `signal` is aborted. */
async function waitOn(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _timer = clock.setTimer(ms, resolve);
  const giveUp = () => resolve();
  signal.addEventListener('abort', giveUp, { once: true });
  await promise;
  signal.removeEventListener('abort', giveUp);
}
