import type { CaseResult } from '@edgestep/testing';

import type { SuiteReport, TestReport } from './suite-report.ts';

/** The report in the JUnit XML that CI systems read. Times are virtual seconds. */
export function junitReport(report: TestReport): string {
  const { suites, problems, passed, failed } = report;
  const counts = `tests="${passed + failed}" failures="${failed}"`;
  const coverage = problems.length === 0 ? [] : suiteXml({ suite: 'coverage', cases: [], problems });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="edgestep test" ${counts}>`,
    ...suites.flatMap((suite) => suiteXml(suite)),
    ...coverage,
    '</testsuites>',
  ].join('\n');
}

function suiteXml({ suite, cases, problems }: Pick<SuiteReport, 'suite' | 'cases' | 'problems'>): string[] {
  const failures = cases.filter(({ status }) => status === 'failed').length + problems.length;
  return [
    `  <testsuite name="${escaped(suite)}" tests="${cases.length + problems.length}" failures="${failures}">`,
    ...cases.flatMap((each) => caseXml(suite, each)),
    ...problems.flatMap((problem) => problemXml(suite, problem)),
    '  </testsuite>',
  ];
}

function caseXml(suite: string, { name, problems, run }: CaseResult): string[] {
  const seconds = (run?.virtualDurationMs ?? 0) / 1_000;
  const opening = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds}"`;
  if (problems.length === 0) return [`${opening}/>`];
  return [`${opening}>`, failureXml(problems), '    </testcase>'];
}

/** What is wrong with a whole suite is a test of its own, so that no CI system overlooks it. */
function problemXml(suite: string, problem: string): string[] {
  return [
    `    <testcase classname="${escaped(suite)}" name="the suite itself" time="0">`,
    failureXml([problem]),
    '    </testcase>',
  ];
}

function failureXml(problems: readonly string[]): string {
  const message = problems[0]?.split('\n')[0] ?? '';
  return `      <failure message="${escaped(message)}">${escaped(problems.join('\n'))}</failure>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML has no way to write most control characters: they are shown as their code. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
