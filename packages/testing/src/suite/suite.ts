import type { Json } from '@edgestep/shared';

import type { Coverage } from '../coverage/coverage.ts';
import type { RunOptions } from '../machine/run-options.ts';
import type { TestMachine } from '../machine/test-machine.ts';
import type { TestRun } from '../machine/test-run.ts';

/** What a case expects of its run. Without a word on how it ends, it is to succeed. */
export interface Expectation {
  readonly status?: TestRun['status'];
  /** Equal, value by value. */
  readonly output?: Json;
  /** Every member named here is in the output, and equal; it may have more. */
  readonly outputContains?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** A text that the cause has in it. */
  readonly causeContains?: string;
  /** The states in the order in which they were entered, those of branches and iterations included. */
  readonly path?: readonly string[];
  /** How long the execution would have taken, in virtual seconds. */
  readonly durationSeconds?: number;
}

/** One run, and what is expected of it. */
export interface SuiteCase {
  readonly name: string;
  readonly input: Json;
  readonly options: RunOptions;
  readonly expect: Expectation;
}

/** The cases of one state machine. */
export interface Suite {
  /** The file's name, or what stands in for it. */
  readonly name: string;
  readonly machine: TestMachine;
  /** In percent: the suite fails below it. */
  readonly minCoverage: number | undefined;
  readonly cases: readonly SuiteCase[];
}

/** What a case came to. */
export interface CaseResult {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  /** What is not as expected, each in a few lines. Empty for a case that passed. */
  readonly problems: readonly string[];
  /** Undefined when the case could not be run as it is written. */
  readonly run: TestRun | undefined;
}

/** What a suite came to. */
export interface SuiteResult {
  readonly suite: string;
  readonly status: 'passed' | 'failed';
  readonly cases: readonly CaseResult[];
  readonly coverage: Coverage;
  /** What is wrong with the suite as a whole: its coverage. */
  readonly problems: readonly string[];
}
