import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { rootDir } from '../setup/paths.mjs';

/**
 * What the set-up needs of vitest's JSON report.
 * @typedef {object} Report
 * @property {readonly { name: string, status: string, message: string,
 *   assertionResults: readonly { fullName: string, status: string }[] }[]} testResults
 */

/**
 * Counts a report. A file that failed without a failed test (it could not be loaded, or a hook threw) is one
 * failure of its own.
 * @param {Report} report
 * @returns {{ passed: number, failed: string[] }}
 */
export function tallyOf(report) {
  let passed = 0;
  /** @type {string[]} */
  const failed = [];
  for (const file of report.testResults) {
    const name = relative(rootDir, file.name);
    const failures = file.assertionResults.filter((test) => test.status === 'failed');
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    failed.push(...failures.map((test) => `${name}: ${test.fullName}`));
    if (file.status === 'failed' && failures.length === 0) failed.push(name);
  }
  return { passed, failed };
}

/**
 * @param {string} file
 * @returns {Promise<Report | null>} null when the run ended before it could write one
 */
export async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}
