import type { MockSequence, Mocks } from '../mocks/mock.ts';

/** What a test case mocks, and with what. */
export interface MockConfigCase {
  readonly name: string;
  /** By the name of the state. */
  readonly mocks: Mocks;
}

/** A mock configuration file of Step Functions Local, as it is. */
export interface MockConfig {
  readonly file: string;
  /** The test cases of each state machine, by its name. */
  readonly stateMachines: ReadonlyMap<string, readonly MockConfigCase[]>;
}

/** An answer for an invocation, or for all from `first` to `last`. */
export interface NumberedAnswer {
  readonly first: number;
  readonly last: number;
  readonly answer: Exclude<ReturnType<MockSequence['at']>, undefined>;
}

/** The mocks of one test case. Undefined when the file does not have it. */
export function mocksOfCase(config: MockConfig, stateMachine: string, name: string): Mocks | undefined {
  return config.stateMachines.get(stateMachine)?.find((each) => each.name === name)?.mocks;
}
