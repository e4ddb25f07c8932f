import type { Json } from '@edgestep/shared';

/** When an answer comes, in virtual time, and what is heard before it. */
export interface MockTiming {
  /** Seconds between the call and the answer: 0 unless told otherwise. */
  readonly afterSeconds?: number;
  /** The worker gives a sign of life so often until it answers; without it, never. */
  readonly heartbeatEverySeconds?: number;
  /** In a list: answers so many invocations in a row. */
  readonly times?: number;
  /** Activities: the name of the worker that takes the task. */
  readonly worker?: string;
  /** `.sync` and `.waitForTaskToken`: what the service answers at once, when it takes the work. `{}` unless told otherwise. */
  readonly submitted?: Json;
}

/** The task succeeds. For `.waitForTaskToken`, this is what SendTaskSuccess brings. */
export interface MockedReturn extends MockTiming {
  readonly return: Json;
}

/** The task fails. For `.waitForTaskToken`, this is what SendTaskFailure brings. */
export interface MockedThrow extends MockTiming {
  readonly throw: { readonly error: string; readonly cause?: string };
}

/** The task is taken and never answered: its time-out or heartbeat ends it, or nothing does. */
export interface MockedSilence extends MockTiming {
  readonly never: true;
}

/** What one invocation of a task comes to. */
export type MockOutcome = MockedReturn | MockedThrow | MockedSilence;

/** What a mock that is a function is told of the task, beside its input. */
export interface MockTask {
  /** The name of the state. */
  readonly state: string;
  /** The state's Resource. */
  readonly resource: string;
  /** How often the mock was asked before in this run, from 0. */
  readonly invocation: number;
  /** What the state hands over: its evaluated Parameters or Arguments. */
  readonly parameters: Json;
  /** The virtual time. */
  readonly now: Date;
  readonly executionName: string;
}

/** Its method syntax lets handlers annotate their input with the type that they expect. */
interface Handler {
  handle(input: unknown, task: MockTask): unknown;
}

/**
 * A mock that computes: answers the task's result (a promise is awaited), or throws to fail the task under the
 * error's name, as a worker does, so that a worker's own handler can stand in for itself. To be late or silent, it
 * answers `outcome({ … })`.
 */
export type MockFunction = Handler['handle'];

/** One answer. */
export type MockEntry = MockOutcome | MockFunction;

/** Answers that know for themselves which invocation they are for. */
export interface MockSequence {
  /** The answer to an invocation, from 0. Undefined: there is none. */
  at(invocation: number): MockEntry | undefined;
  /** What to do about an invocation without an answer. */
  readonly advice: string;
}

/** A single answer is for every invocation; a list has one for each, in their order, through retries, loops and iterations. */
export type Mock = MockEntry | readonly MockEntry[] | MockSequence;

/** Mocks, by the name of what they are for. */
export type Mocks = Readonly<Record<string, Mock>>;

/** All that a run needs to answer tasks. What is more specific wins: state, then function, then resource. */
export interface MockSet {
  /** By the name of the state. What they answer is the result of the resource, as ResultSelector and Output see it. */
  readonly mocks?: Mocks;
  /**
   * By the name of the function. They take the payload and answer what the function returns; for `lambda:invoke` it
   * is wrapped as the service does it (`Payload`, `StatusCode`, …).
   */
  readonly functions?: Mocks;
  /** By resource, as the state has it (`arn:aws:states:::nats:publish`), for every state that calls it. */
  readonly resources?: Mocks;
  /** What the ItemReaders of distributed Maps read, by the name of the Map state. */
  readonly items?: Readonly<Record<string, readonly Json[]>>;
}

/** What a mock that is a function chose by `outcome`. */
export class ChosenOutcome {
  readonly outcome: MockOutcome;

  constructor(outcome: MockOutcome) {
    this.outcome = outcome;
  }
}

/**
 * For mocks that are functions: answers late, or never.
 *
 * @example
 * ```ts
 * mocks: { Approve: (input) => outcome({ return: { approved: true }, afterSeconds: 3600 }) }
 * ```
 */
export function outcome(chosen: MockOutcome): ChosenOutcome {
  return new ChosenOutcome(chosen);
}
