import fc from 'fast-check';

import type { FuzzTarget } from './fuzz-target.ts';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Replays one run: what a failure printed. */
  readonly path?: string;
  /** Called before each run with its number, from 0; shrinking goes on counting. */
  readonly onRun?: (number: number) => void;
}

export interface FuzzReport {
  readonly runs: number;
  /** Milliseconds of computing. */
  readonly slowestMs: number;
  /** How often each outcome was seen. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The smallest input found that breaks the property. */
  readonly failure?: { readonly input: string; readonly message: string; readonly path: string };
}

/** Throws so many inputs at a target, and shrinks the first that breaks its property or its bound. */
export async function runTarget<Input>(
  target: FuzzTarget<Input>,
  { runs, seed, path, onRun }: FuzzOptions,
): Promise<FuzzReport> {
  const seen: Seen = { runs: 0, slowestMs: 0, outcomes: {} };
  const property = fc.asyncProperty(target.input, async (input) => {
    onRun?.(seen.runs);
    seen.runs += 1;
    await checkOne(target, input, seen);
  });
  const details = await fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  if (!details.failed) return seen;
  const error = details.errorInstance;
  return {
    ...seen,
    runs: details.numRuns,
    failure: {
      input: fc.stringify(details.counterexample?.[0]),
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      path: details.counterexamplePath ?? '',
    },
  };
}

interface Seen {
  runs: number;
  slowestMs: number;
  readonly outcomes: Record<string, number>;
}

async function checkOne<Input>(target: FuzzTarget<Input>, input: Input, seen: Seen): Promise<void> {
  const before = process.threadCpuUsage();
  const outcome = await target.check(input);
  const { user, system } = process.threadCpuUsage(before);
  const spentMs = (user + system) / 1_000;
  seen.slowestMs = Math.max(seen.slowestMs, spentMs);
  seen.outcomes[outcome] = (seen.outcomes[outcome] ?? 0) + 1;
  if (spentMs > target.cpuMsMax) {
    throw new Error(
      `This took ${spentMs.toFixed(0)} ms of computing; the bound is ${target.cpuMsMax} ms (${outcome}).`,
    );
  }
}
