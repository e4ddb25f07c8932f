import {
  readTestedState,
  runTestedState,
  type StateTestResult,
  type StateWork,
  type TestSituation,
  type WorkOutcome,
} from '../src/index.ts';
import type { Json } from '@edgestep/shared';

/** The moment at which states are tested. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** What a test of one state may say besides its definition. */
export interface Trial extends Partial<TestSituation> {
  readonly stateName?: string;
  /** What the work of the state comes to; absent: handing any out is a mistake. */
  readonly answer?: WorkOutcome | ((work: StateWork) => WorkOutcome);
}

/** Runs one state, written as a value. Throws when the definition is refused. */
export async function testOneState(definition: Json, trial: Trial = {}): Promise<StateTestResult> {
  const { stateName, answer, ...given } = trial;
  const reading = readTestedState(JSON.stringify(definition), stateName);
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading));
  const situation: TestSituation = {
    input: {},
    variables: {},
    context: {},
    now: NOW,
    port: { random: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' },
    retrierRetryCount: 0,
    mapIterationFailureCount: undefined,
    mapItemReaderData: undefined,
    taskToken: 'the-token',
    ...given,
  };
  return runTestedState(reading.tested, situation, async (work) => {
    if (answer === undefined) throw new Error(`nobody does the work: ${JSON.stringify(work)}`);
    return typeof answer === 'function' ? answer(work) : answer;
  });
}

/** Work that comes to this. */
export function result(value: Json): WorkOutcome {
  return { kind: 'result', result: value };
}

/** Work that fails with this. */
export function failure(error: string, cause?: string): WorkOutcome {
  return { kind: 'failure', failure: { error, cause } };
}
