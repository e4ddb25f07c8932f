import { formatCoverage, type CaseResult } from '@edgestep/testing';

import { paint } from '../terminal/paint.ts';
import { duration } from '../terminal/table.ts';
import type { SuiteReport, TestReport } from './suite-report.ts';

/** The report for people: every case, what is wrong with those that failed, the coverage if wanted, the sum. */
export function textReport(report: TestReport, withCoverage: boolean, coloured: boolean): string {
  const parts = [
    ...report.suites.map((suite) => suiteText(suite, coloured)),
    ...(withCoverage ? report.coverage.map(formatCoverage) : []),
    ...report.problems.map((problem) => `${mark('failed', coloured)} ${problem}`),
    `${report.passed} passed, ${report.failed} failed`,
  ];
  return parts.join('\n\n');
}

function suiteText({ suite, cases, problems, showsOutput }: SuiteReport, coloured: boolean): string {
  return [
    suite,
    ...cases.map((each) => caseText(each, showsOutput, coloured)),
    ...problems.map((problem) => `  ${mark('failed', coloured)} ${indented(problem, 4)}`),
  ].join('\n');
}

function caseText(result: CaseResult, showsOutput: boolean, coloured: boolean): string {
  const { name, status, problems, run } = result;
  const ended = run === undefined ? '' : `  ${run.status} after ${duration(run.virtualDurationMs)}`;
  return [
    `  ${mark(status, coloured)} ${name}${ended}`,
    ...(showsOutput && run?.output !== undefined ? [`      ${JSON.stringify(run.output)}`] : []),
    ...problems.map((problem) => `      ${indented(problem, 6)}`),
  ].join('\n');
}

function mark(status: CaseResult['status'], coloured: boolean): string {
  return status === 'passed' ? paint('✔', 'good', coloured) : paint('✘', 'bad', coloured);
}

function indented(text: string, columns: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(columns)}`);
}
