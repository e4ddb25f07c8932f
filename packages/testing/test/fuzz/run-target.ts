import { performance } from 'node:perf_hooks';

import fc from 'fast-check';

import type { FuzzTarget } from './fuzz-target.ts';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Replays one run: what a failure printed. */
  readonly path?: string;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  readonly runs: number;
  readonly slowestMs: number;
  /** The smallest input found that breaks the property. */
  readonly failure?: { readonly input: string; readonly message: string; readonly path: string };
}

const PROGRESS_EVERY = 10_000;

/** Throws so many inputs at a target, and shrinks the first that breaks its property. */
export async function runTarget<Input>(
  target: FuzzTarget<Input>,
  { runs, seed, path, onProgress }: FuzzOptions,
): Promise<FuzzReport> {
  let done = 0;
  let slowestMs = 0;
  const property = fc.asyncProperty(target.input, async (input) => {
    const startedAt = performance.now();
    await target.check(input);
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    done += 1;
    if (done % PROGRESS_EVERY === 0) onProgress?.(done);
  });
  const details = await fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  if (!details.failed) return { runs: done, slowestMs };
  const error = details.errorInstance;
  return {
    runs: details.numRuns,
    slowestMs,
    failure: {
      input: fc.stringify(details.counterexample?.[0]),
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      path: details.counterexamplePath ?? '',
    },
  };
}
