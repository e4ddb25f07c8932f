import type { MapRunOf, MapRunWork, MapRunWorker } from '@edgestep/engine';
import type { Logger } from '@edgestep/runtime';
import type { ExecutionCommand } from '@edgestep/shared';

import { backoff } from '../dispatch/backoff.ts';

/** What a performer has in hand while it does one piece of work. */
export interface WorkUnderWay {
  /** Aborted when the run was given up, this node no longer owns its partition, or the work is done. */
  readonly signal: AbortSignal;
  /** Aborted when a child is to be stopped; its end is waited for all the same. */
  readonly stop: AbortSignal;
  /** Hears that the owner of the run asks for this work again, while it is under way. One may listen. */
  readonly onAskedAgain: (listener: () => Promise<void>) => void;
  readonly report: (command: ExecutionCommand) => Promise<void>;
}

/** Does one kind of work. What it throws is tried again, with backoff; what fails for good it reports. */
export type WorkPerformer<K extends MapRunWork['kind']> = (
  work: Extract<MapRunWork, { readonly kind: K }>,
  underWay: WorkUnderWay,
) => Promise<void>;

export type WorkPerformers = { readonly [K in MapRunWork['kind']]: WorkPerformer<K> };

export interface MapRunWorkerOptions {
  readonly performers: WorkPerformers;
  /** Stops a child execution that nobody waits for any more; resolves when it is certain that it ends. */
  readonly stopChild: (executionArn: string) => Promise<void>;
  readonly log: Pick<Logger, 'warn'>;
  /** Waits before attempt `attempt` (from 0), or until `signal` is aborted. Absent: with backoff and full jitter. */
  readonly pause?: (attempt: number, signal: AbortSignal) => Promise<void>;
  /** The node ends. */
  readonly signal: AbortSignal;
}

interface Running {
  readonly abort: AbortController;
  readonly stop: AbortController;
  askedAgain: () => Promise<void>;
}

/** Does the work of the Map Runs whose partitions this node owns, each piece once at a time. */
export function createMapRunWorker(options: MapRunWorkerOptions): MapRunWorker {
  const runs = new Map<string, Map<string, Running>>();
  /** What is still to be done for runs that were given up: before that, a redrive of theirs does nothing. */
  const givenUp = new Map<string, Promise<unknown>>();

  function drop(run: MapRunOf): void {
    for (const { abort } of runs.get(run.mapRunArn)?.values() ?? []) abort.abort();
    runs.delete(run.mapRunArn);
  }

  return {
    perform(work, report) {
      const { mapRunArn } = work.run;
      const pieces = runs.get(mapRunArn) ?? new Map<string, Running>();
      const key = keyOf(work);
      const known = pieces.get(key);
      if (known !== undefined) {
        if (work.kind === 'child' && work.stop && !known.stop.signal.aborted) known.stop.abort();
        else known.askedAgain().catch((error: unknown) => warnOf(options, work, error));
        return;
      }
      const running: Running = {
        abort: new AbortController(),
        stop: new AbortController(),
        askedAgain: async () => {},
      };
      if (work.kind === 'child' && work.stop) running.stop.abort();
      runs.set(mapRunArn, pieces.set(key, running));
      const former = givenUp.get(mapRunArn);
      void doWork(options, work, running, report, former).finally(() => {
        // A signal that follows others is kept, with all who listen, until it is aborted.
        running.abort.abort();
        pieces.delete(key);
        if (pieces.size === 0 && runs.get(mapRunArn) === pieces) runs.delete(mapRunArn);
      });
    },
    abandon(run, children, writing) {
      drop(run);
      const stopping = children.map((executionArn) =>
        persist(options, { executionArn }, options.signal, () => options.stopChild(executionArn)),
      );
      const writingResults = async () => {
        await Promise.all(stopping);
        if (writing !== undefined) await writeForNobody(options, writing);
      };
      const done = writingResults().finally(() => {
        if (givenUp.get(run.mapRunArn) === done) givenUp.delete(run.mapRunArn);
      });
      givenUp.set(run.mapRunArn, done);
    },
    release: drop,
  };
}

/** What comes to nothing now is tried when the owner asks the next time. */
function warnOf({ log }: MapRunWorkerOptions, { run, kind }: MapRunWork, error: unknown): void {
  log.warn({ err: error, mapRunArn: run.mapRunArn, work: kind }, 'work of a Map Run was not looked after');
}

function keyOf(work: MapRunWork): string {
  if (work.kind === 'child') return `child ${work.index}`;
  return work.kind === 'read-items' ? `read-items ${work.from}` : work.kind;
}

function doWork(
  options: MapRunWorkerOptions,
  work: MapRunWork,
  running: Running,
  report: WorkUnderWay['report'],
  former: Promise<unknown> | undefined,
): Promise<void> {
  const signal = AbortSignal.any([running.abort.signal, options.signal]);
  const onAskedAgain = (listener: () => Promise<void>) => void (running.askedAgain = listener);
  const underWay: WorkUnderWay = { signal, stop: running.stop.signal, onAskedAgain, report };
  // The table is checked kind by kind; the compiler can't see that work and performer belong together.
  const perform = options.performers[work.kind] as (
    work: MapRunWork,
    underWay: WorkUnderWay,
  ) => Promise<void>;
  return persist(options, { mapRunArn: work.run.mapRunArn, work: work.kind }, signal, async () => {
    if (former !== undefined) await former;
    if (!signal.aborted) await perform(work, underWay);
  });
}

/** Writes the results of a run that was given up: there is nobody to tell. */
function writeForNobody(
  options: MapRunWorkerOptions,
  writing: Extract<MapRunWork, { readonly kind: 'write-results' }>,
): Promise<void> {
  const { signal } = options;
  const underWay: WorkUnderWay = { signal, stop: signal, onAskedAgain: () => {}, report: async () => {} };
  const { mapRunArn } = writing.run;
  return persist(options, { mapRunArn, work: writing.kind }, signal, () =>
    options.performers['write-results'](writing, underWay),
  );
}

/** Tries until it is done or `signal` is aborted. Never rejects. */
async function persist(
  { log, pause = backoff }: MapRunWorkerOptions,
  about: object,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (signal.aborted) return;
      log.warn({ err: error, ...about }, 'work of a Map Run is tried again');
    }
    await pause(attempt, signal);
  }
}
