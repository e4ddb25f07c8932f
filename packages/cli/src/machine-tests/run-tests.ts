import { loadSuite, runSuite, TestingError, type Suite } from '@edgestep/testing';
import type { Json } from '@edgestep/shared';

import { readText } from '../commands/read-text.ts';
import { UsageError } from '../commands/usage-error.ts';
import { definitionSuite, numberOf } from './definition-suite.ts';
import { findTests, type TestSource } from './find-tests.ts';
import { reportOf, totalReport, unreadReport, type SuiteReport, type TestReport } from './suite-report.ts';
import type { TestOptions } from './test-options.ts';

/** Runs all that the paths and options name. Throws UsageError for a command that makes no sense. */
export async function runTests(paths: readonly string[], options: TestOptions): Promise<TestReport> {
  const { minCoverage } = options;
  const percent = minCoverage === undefined ? undefined : numberOf(minCoverage, '--min-coverage', 100);
  const sources = await findTests(paths);
  refuseForSuites(sources, options);
  const input = await readTestInput(options.input);
  const only = options.case ?? [];
  const suites: SuiteReport[] = [];
  for (const source of sources) suites.push(await runSource(source, input, only, options));
  refuseUnknownCases(only, suites);
  return totalReport(suites, percent);
}

async function runSource(
  source: TestSource,
  input: Json,
  only: readonly string[],
  options: TestOptions,
): Promise<SuiteReport> {
  let suite: Suite;
  try {
    suite =
      source.kind === 'suite'
        ? await loadSuite(source.file)
        : await definitionSuite(source.file, input, options);
  } catch (error) {
    if (!(error instanceof TestingError)) throw error;
    return unreadReport(source.file, error.message);
  }
  return reportOf(await runSuite(suite, only), source.kind === 'definition');
}

function refuseForSuites(sources: readonly TestSource[], options: TestOptions): void {
  const { mockConfig, input, name } = options;
  const given = Object.entries({ '--mock-config': mockConfig, '--input': input, '--name': name });
  const misplaced = given.find(([, value]) => value !== undefined)?.[0];
  if (misplaced === undefined || sources.some(({ kind }) => kind === 'definition')) return;
  throw new UsageError(`${misplaced} is for a definition; a suite says that for itself.`);
}

function refuseUnknownCases(only: readonly string[], suites: readonly SuiteReport[]): void {
  // The cases of a suite that could not be read are not known.
  if (suites.some(({ coverage }) => coverage === undefined)) return;
  const ran = new Set(suites.flatMap(({ cases }) => cases.map(({ name }) => name)));
  const unknown = only.find((name) => !ran.has(name));
  if (unknown !== undefined) throw new UsageError(`There is no case '${unknown}'.`);
}

/** JSON, `@FILE`, the path of a file, or `-` for standard input. Throws UsageError. */
async function readTestInput(given: string | undefined): Promise<Json> {
  if (given === undefined) return {};
  const direct = given === '-' || given.startsWith('@') ? undefined : parsed(given);
  if (direct !== undefined) return direct;
  const path = given.startsWith('@') ? given.slice(1) : given;
  const fromFile = parsed(await readText(path));
  if (fromFile !== undefined) return fromFile;
  throw new UsageError(`The input in ${path} is not JSON.`);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
