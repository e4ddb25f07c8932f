import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import type { ReliabilityReport } from './report.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

it('three rounds of kill -9 under load violate nothing', async () => {
  const args = ['--rounds', '3', '--rate', '5', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=source', MAIN, ...args], {
    maxBuffer: 2 ** 26,
  });
  const report = JSON.parse(stdout) as ReliabilityReport;
  expect(report.violations).toEqual([]);
  expect(report.rounds).toHaveLength(3);
  expect(report.figures['histories checked']).toBeGreaterThan(0);
});
