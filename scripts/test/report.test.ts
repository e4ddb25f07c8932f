import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rootDir } from '../setup/paths.mjs';
import { tallyOf } from './report.mjs';

const file = join(rootDir, 'packages/asl/src/step.test.ts');

describe('the tally of a test report', () => {
  it('counts what passed and names what failed', () => {
    const assertionResults = [
      { fullName: 'step > succeeds', status: 'passed' },
      { fullName: 'step > fails', status: 'failed' },
      { fullName: 'step > waits', status: 'skipped' },
    ];
    const report = { testResults: [{ name: file, status: 'failed', message: '', assertionResults }] };
    expect(tallyOf(report)).toEqual({ passed: 1, failed: ['packages/asl/src/step.test.ts: step > fails'] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { name: file, status: 'failed', message: 'SyntaxError', assertionResults: [] };
    expect(tallyOf({ testResults: [broken] })).toEqual({
      passed: 0,
      failed: ['packages/asl/src/step.test.ts'],
    });
  });
});
