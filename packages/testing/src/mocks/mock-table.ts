import type { TaskAssignment } from '@edgestep/engine';
import type { Json } from '@edgestep/shared';

import { TestingError } from '../testing-error.ts';
import { calledFunction } from './called-function.ts';
import { missingMock } from './missing-mock.ts';
import type { MockEntry, MockSequence, MockSet, Mocks } from './mock.ts';
import { sequenceOf } from './sequence-of.ts';

/** The mock that answers a task, and what it takes as input. */
export interface FoundMock {
  readonly entry: MockEntry;
  readonly input: Json;
  readonly invocation: number;
  /** What the answer is to be wrapped in: the result of `lambda:invoke`. */
  readonly wrapped: boolean;
}

interface Counted {
  readonly name: string;
  readonly sequence: MockSequence;
  invocations: number;
}

/**
 * The mocks of one run. Each has one counter, which every invocation moves on: retries, loops and the iterations of a
 * Map alike, as Step Functions Local counts them.
 */
export class MockTable {
  readonly #states: ReadonlyMap<string, Counted>;
  readonly #functions: ReadonlyMap<string, Counted>;
  readonly #resources: ReadonlyMap<string, Counted>;

  constructor({ mocks = {}, functions = {}, resources = {} }: MockSet) {
    this.#states = counted(mocks, 'mocks');
    this.#functions = counted(functions, 'functions');
    this.#resources = counted(resources, 'resources');
  }

  /** Throws TestingError `mock-missing` or `mock-exhausted`. */
  take({ stateName, target, parameters }: TaskAssignment): FoundMock {
    const byState = this.#states.get(stateName);
    if (byState !== undefined) return { ...next(byState, stateName), input: parameters, wrapped: false };
    const called = calledFunction(target, parameters);
    const byFunction = called === undefined ? undefined : this.#functions.get(called.name);
    if (called !== undefined && byFunction !== undefined) {
      return { ...next(byFunction, stateName), input: called.payload, wrapped: called.wrapped };
    }
    const byResource = this.#resources.get(target.resource);
    if (byResource !== undefined)
      return { ...next(byResource, stateName), input: parameters, wrapped: false };
    throw missingMock(stateName, target.resource, called?.name);
  }
}

function counted(mocks: Mocks, place: string): ReadonlyMap<string, Counted> {
  return new Map(
    Object.entries(mocks).map(([key, mock]) => {
      const name = /^[A-Za-z_$][\w$]*$/.test(key) ? `${place}.${key}` : `${place}[${JSON.stringify(key)}]`;
      return [key, { name, sequence: sequenceOf(mock, name), invocations: 0 }];
    }),
  );
}

function next(mock: Counted, state: string): Pick<FoundMock, 'entry' | 'invocation'> {
  const invocation = mock.invocations;
  const entry = mock.sequence.at(invocation);
  if (entry === undefined) {
    const asked = `The task '${state}' asked ${mock.name} for its answer number ${invocation} (from 0), and there is none.`;
    throw new TestingError('mock-exhausted', `${asked} ${mock.sequence.advice}`);
  }
  mock.invocations += 1;
  return { entry, invocation };
}
