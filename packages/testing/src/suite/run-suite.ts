import { TestingError } from '../testing-error.ts';
import { checkExpectation } from './check-expectation.ts';
import type { CaseResult, Suite, SuiteCase, SuiteResult } from './suite.ts';

/** Runs one case. What is wrong with the case itself is one of its problems. */
export async function runCase(suite: Suite, testCase: SuiteCase): Promise<CaseResult> {
  const { name, input, options, expect } = testCase;
  try {
    const run = await suite.machine.run(input, options);
    const problems = checkExpectation(expect, run);
    return { name, status: problems.length === 0 ? 'passed' : 'failed', problems, run };
  } catch (error) {
    if (!(error instanceof TestingError)) throw error;
    return { name, status: 'failed', problems: [error.message], run: undefined };
  }
}

/** Runs the cases of a suite one after the other. Those that `only` names, when it names any. */
export async function runSuite(suite: Suite, only: readonly string[] = []): Promise<SuiteResult> {
  const cases: CaseResult[] = [];
  for (const testCase of suite.cases) {
    if (only.length === 0 || only.includes(testCase.name)) cases.push(await runCase(suite, testCase));
  }
  const coverage = suite.machine.coverage();
  const { minCoverage } = suite;
  const problems =
    minCoverage !== undefined && only.length === 0 && coverage.percent < minCoverage
      ? [`coverage: expected ${minCoverage} % at least, was ${coverage.percent} %`]
      : [];
  const passed = problems.length === 0 && cases.every(({ status }) => status === 'passed');
  return { suite: suite.name, status: passed ? 'passed' : 'failed', cases, coverage, problems };
}
