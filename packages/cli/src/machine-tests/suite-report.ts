import { mergeCoverage, type CaseResult, type Coverage, type SuiteResult } from '@edgestep/testing';

/** What one suite came to; one that could not be read has a problem and nothing else. */
export interface SuiteReport {
  readonly suite: string;
  readonly cases: readonly CaseResult[];
  readonly problems: readonly string[];
  readonly coverage: Coverage | undefined;
  /** Nothing is expected of it but success: people want to see what came out. */
  readonly showsOutput: boolean;
}

/** What all suites came to. */
export interface TestReport {
  readonly suites: readonly SuiteReport[];
  /** Of each state machine, over all suites. */
  readonly coverage: readonly Coverage[];
  /** What is wrong beyond the suites: a state machine that is not covered enough. */
  readonly problems: readonly string[];
  readonly passed: number;
  /** Cases that failed, and problems of suites and of coverage. */
  readonly failed: number;
}

/** The report of a suite that ran. */
export function reportOf(result: SuiteResult, showsOutput: boolean): SuiteReport {
  const { suite, cases, problems, coverage } = result;
  return { suite, cases, problems, coverage, showsOutput };
}

/** The report of a suite that could not be read. */
export function unreadReport(suite: string, problem: string): SuiteReport {
  return { suite, cases: [], problems: [problem], coverage: undefined, showsOutput: false };
}

/** Adds suites up. `minCoverage`, in percent, is asked of every state machine. */
export function totalReport(suites: readonly SuiteReport[], minCoverage: number | undefined): TestReport {
  const coverage = mergeCoverage(suites.flatMap((suite) => suite.coverage ?? []));
  const problems = coverage
    .filter(({ percent }) => minCoverage !== undefined && percent < minCoverage)
    .map(
      ({ machine, percent }) => `${machine} is covered to ${percent} %, and ${minCoverage} % were asked for`,
    );
  const cases = suites.flatMap((suite) => suite.cases);
  const failedCases = cases.filter(({ status }) => status === 'failed').length;
  const failed = failedCases + suites.flatMap((suite) => suite.problems).length + problems.length;
  return { suites, coverage, problems, passed: cases.length - failedCases, failed };
}
