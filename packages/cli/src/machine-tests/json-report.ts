import type { CaseResult } from '@edgestep/testing';

import type { SuiteReport, TestReport } from './suite-report.ts';

/** The report for scripts: everything but the histories. */
export function jsonReport(report: TestReport): object {
  return { ...report, suites: report.suites.map(suiteJson) };
}

function suiteJson({ suite, cases, problems }: SuiteReport): object {
  return { suite, problems, cases: cases.map(caseJson) };
}

function caseJson({ run, ...result }: CaseResult): object {
  if (run === undefined) return result;
  const { history: _history, ...ended } = run;
  return { ...result, run: ended };
}
