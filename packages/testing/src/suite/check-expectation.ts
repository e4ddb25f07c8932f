import type { TestRun } from '../machine/test-run.ts';
import { differences } from './differences.ts';
import type { Expectation } from './suite.ts';

/** What of a run is not as expected, each problem in a few lines. */
export function checkExpectation(expect: Expectation, run: TestRun): readonly string[] {
  return [
    ...checkStatus(expect, run),
    ...checkFailure(expect, run),
    ...checkOutput(expect, run),
    ...checkPath(expect, run),
    ...checkDuration(expect, run),
  ];
}

function checkStatus(expect: Expectation, run: TestRun): string[] {
  const failureExpected =
    expect.error !== undefined || expect.cause !== undefined || expect.causeContains !== undefined;
  const status = expect.status ?? (failureExpected ? undefined : 'SUCCEEDED');
  if (status === undefined ? isFailure(run) : run.status === status) return [];
  const reason = [run.error, run.cause].filter((part) => part !== undefined).join(': ');
  return [
    [
      `status: expected ${status ?? 'a failure'}, was ${run.status}`,
      ...(reason === '' ? [] : [`  ${reason}`]),
      ...run.waitingFor.map((wait) => `  ${wait}`),
      ...(run.path.length === 0 ? [] : [`  path: ${run.path.join(' → ')}`]),
    ].join('\n'),
  ];
}

function isFailure({ status }: TestRun): boolean {
  return status !== 'SUCCEEDED' && status !== 'RUNNING';
}

function checkFailure(expect: Expectation, run: TestRun): string[] {
  const problems: string[] = [];
  for (const field of ['error', 'cause'] as const) {
    const expected = expect[field];
    if (expected === undefined || expected === run[field]) continue;
    problems.push(`${field}: expected ${JSON.stringify(expected)}, was ${quoted(run[field])}`);
  }
  const { causeContains } = expect;
  if (causeContains !== undefined && run.cause?.includes(causeContains) !== true) {
    problems.push(`cause: expected to contain ${JSON.stringify(causeContains)}, was ${quoted(run.cause)}`);
  }
  return problems;
}

function checkOutput({ output, outputContains }: Expectation, run: TestRun): string[] {
  // A run that did not succeed has no output; its status says so already.
  if (run.status !== 'SUCCEEDED') return [];
  const whole = output === undefined ? [] : differences(output, run.output);
  const part = outputContains === undefined ? [] : differences(outputContains, run.output, true);
  return [...whole, ...part].map((difference) => `output ${difference}`);
}

function checkPath({ path }: Expectation, run: TestRun): string[] {
  if (path === undefined) return [];
  const split = run.path.findIndex((state, index) => state !== path[index]);
  if (split < 0 && run.path.length === path.length) return [];
  const at = split < 0 ? run.path.length : split;
  return [
    `path: differs at place ${at}: expected ${quoted(path[at])}, was ${quoted(run.path[at])}\n` +
      `  expected: ${path.join(' → ')}\n  actual:   ${run.path.join(' → ')}`,
  ];
}

function checkDuration({ durationSeconds }: Expectation, run: TestRun): string[] {
  if (durationSeconds === undefined || durationSeconds * 1_000 === run.virtualDurationMs) return [];
  return [`duration: expected ${durationSeconds} s, was ${run.virtualDurationMs / 1_000} s`];
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
