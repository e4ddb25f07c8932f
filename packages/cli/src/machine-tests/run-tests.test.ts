import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { runTests } from './run-tests.ts';
import type { TestOptions } from './test-options.ts';
import { textReport } from './text-report.ts';

const ORDERS = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'pay', 'Payload.$': '$' },
      Catch: [{ ErrorEquals: ['Refused'], Next: 'Give up' }],
      End: true,
    },
    'Give up': { Type: 'Fail', Error: 'Order.Refused' },
  },
};

const MOCKS = {
  StateMachines: { orders: { TestCases: { Happy: { Pay: 'Paid' }, Sad: { Pay: 'Refused' } } } },
  MockedResponses: {
    Paid: { '0': { Return: { paid: true } } },
    Refused: { '0': { Throw: { Error: 'Refused', Cause: 'no <money>' } } },
  },
};

const SUITE = `
machine: orders.asl.json
cases:
  - name: happy
    mocks: { Pay: { return: { paid: true } } }
    expect: { output: { paid: false } }
  - name: sad
    mocks: { Pay: { throw: { error: Refused } } }
    expect: { error: Order.Refused }
`;

let folder: string;
const at = (file: string) => join(folder, file);
const run = (paths: readonly string[], options: Partial<TestOptions> = {}) =>
  runTests(paths, { type: 'STANDARD', coverage: false, ...options });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgestep-test-'));
  await writeFile(at('orders.asl.json'), JSON.stringify(ORDERS, undefined, 2));
  await writeFile(at('MockConfigFile.json'), JSON.stringify(MOCKS));
  await writeFile(at('orders.asltest.yaml'), SUITE);
});

afterEach(() => rm(folder, { recursive: true }));

describe('edgestep test, of a definition', () => {
  it('runs every test case of a mock configuration; one that does not succeed has failed', async () => {
    const report = await run([at('orders.asl.json')], { mockConfig: at('MockConfigFile.json') });
    expect(report).toMatchObject({ passed: 1, failed: 1 });
    expect(textReport(report, false, false)).toBe(
      [
        at('orders.asl.json'),
        '  ✔ Happy  SUCCEEDED after 0 ms',
        '      {"paid":true}',
        '  ✘ Sad  FAILED after 0 ms',
        '      status: expected SUCCEEDED, was FAILED',
        '        Order.Refused',
        '        path: Pay → Give up',
        '',
        '1 passed, 1 failed',
      ].join('\n'),
    );
  });

  it('runs the test cases that are named', async () => {
    const options = { mockConfig: at('MockConfigFile.json'), case: ['Happy'] };
    expect(await run([at('orders.asl.json')], options)).toMatchObject({ passed: 1, failed: 0 });
  });

  it.each([
    ['JSON', () => '{"id":7}'],
    ['a file', () => at('input.json')],
    ['a file after @', () => `@${at('input.json')}`],
  ])('takes its input as %s', async (_, input) => {
    const echo = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
    await writeFile(at('echo.asl.json'), JSON.stringify(echo));
    await writeFile(at('input.json'), '{"id":7}');
    const report = await run([at('echo.asl.json')], { input: input() });
    expect(report.suites[0]?.cases[0]?.run?.output).toEqual({ id: 7 });
  });

  it('says which state machines a mock configuration has', async () => {
    const other = { ...MOCKS, StateMachines: { a: { TestCases: {} }, b: { TestCases: {} } } };
    await writeFile(at('MockConfigFile.json'), JSON.stringify(other));
    await expect(run([at('orders.asl.json')], { mockConfig: at('MockConfigFile.json') })).rejects.toThrow(
      /has no state machine 'orders', only a, b\. Say which with --name NAME\.$/,
    );
  });

  it('fails when the definition is not valid, with the lines of what is wrong', async () => {
    await writeFile(at('orders.asl.json'), '{\n  "StartAt": "Nowhere",\n  "States": {}\n}');
    const report = await run([at('orders.asl.json')]);
    expect(report.failed).toBe(1);
    expect(report.suites[0]?.problems[0]).toMatch(/^The definition of orders is not valid:\n {2}\d+:\d+: /);
  });
});

describe('edgestep test, of suites', () => {
  it('finds those of a folder, and shows what differs', async () => {
    const report = await run([folder]);
    expect(textReport(report, true, false)).toBe(
      [
        at('orders.asltest.yaml'),
        '  ✘ happy  SUCCEEDED after 0 ms',
        '      output $.paid: expected false, was true',
        '  ✔ sad  FAILED after 0 ms',
        '',
        'orders: 100 % covered (3 of 3: states 2/2, catchers 1/1)',
        '',
        '1 passed, 1 failed',
      ].join('\n'),
    );
  });

  it('goes on after a suite that cannot be read', async () => {
    await writeFile(at('broken.asltest.json'), '{ "machine": 7 }');
    const report = await run([folder]);
    expect(report.suites.map(({ cases }) => cases.length)).toEqual([0, 2]);
    expect(report.suites[0]?.problems[0]).toContain('broken.asltest.json:1:1: expected a suite');
  });

  it('fails a state machine that all suites together cover too little', async () => {
    const report = await run([at('orders.asltest.yaml')], { minCoverage: '90', case: ['sad'] });
    expect(report).toMatchObject({ passed: 1, failed: 0 });
    const happy = await run([at('orders.asltest.yaml')], { minCoverage: '90', case: ['happy'] });
    expect(happy.problems).toEqual(['orders is covered to 33.3 %, and 90 % were asked for']);
  });

  it.each([
    [{ case: ['no'] }, "There is no case 'no'."],
    [{ input: '{}' }, '--input is for a definition; a suite says that for itself.'],
    [{ minCoverage: '101' }, "--min-coverage must be a number, 0 to 100, not '101'."],
  ])('refuses a command that makes no sense: %j', async (options, message) => {
    await expect(run([at('orders.asltest.yaml')], options)).rejects.toThrow(message);
  });

  it('refuses a folder without suites', async () => {
    await rm(at('orders.asltest.yaml'));
    await expect(run([folder])).rejects.toThrow('has no suites: files that end in .asltest.yaml');
  });
});

describe('reports for machines', () => {
  it('are JUnit XML with the failure in it', async () => {
    const report = await run([at('orders.asl.json')], { mockConfig: at('MockConfigFile.json') });
    const xml = junitReport(report);
    expect(xml).toContain('<testsuites name="edgestep test" tests="2" failures="1">');
    expect(xml).toContain(
      '<failure message="status: expected SUCCEEDED, was FAILED">status: expected SUCCEEDED, was FAILED\n  Order.Refused\n',
    );
  });

  it('are JUnit XML that stays XML, whatever a text says', async () => {
    await writeFile(
      at('orders.asltest.yaml'),
      SUITE.replaceAll('name: happy', 'name: "a<b> & \\"c\\" \\u0001"'),
    );
    const xml = junitReport(await run([folder]));
    expect(xml).toContain('name="a&lt;b&gt; &amp; &quot;c&quot; \\u0001"');
  });

  it('are JSON with what every case came to, without its history', async () => {
    const report = jsonReport(await run([folder]));
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({
      passed: 1,
      failed: 1,
      suites: [
        {
          cases: [
            { name: 'happy', status: 'failed', run: { status: 'SUCCEEDED', output: { paid: true } } },
            { name: 'sad', status: 'passed', run: { error: 'Order.Refused', path: ['Pay', 'Give up'] } },
          ],
        },
      ],
      coverage: [{ machine: 'orders', percent: 100 }],
    });
    expect(JSON.stringify(report)).not.toContain('ExecutionStarted');
  });
});
