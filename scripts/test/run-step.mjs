import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from '../setup/paths.mjs';
import { readReport, tallyOf } from './report.mjs';

/** @typedef {import('./checks.mjs').Step} Step */

const graceMs = 10_000;

/**
 * Runs a step, shows how it goes on standard output, and counts its outcome.
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 * @param {number} timeLeftMs
 * @param {AbortSignal} stop its reason is the signal that ends the run
 * @returns {Promise<{ passed: number, failed: string[] }>}
 */
export async function runStep(step, env, timeLeftMs, stop) {
  if (stop.aborted) return none(step, `not run, ${stop.reason}`);
  if (timeLeftMs <= 0) return none(step, 'not run, the time was up');
  const startedAt = performance.now();
  if (!step.quiet) process.stdout.write(`\n── ${step.name}\n`);
  if (step.report !== undefined) await rm(step.report, { force: true });
  const { ok, output, why } = await execute(step, env, timeLeftMs, stop);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (step.quiet) {
    if (!ok) process.stdout.write(output);
    process.stdout.write(`${ok ? '✓' : '✗'} ${step.name} (${seconds} s)\n`);
  }
  if (step.report === undefined) return ok ? { passed: 1, failed: [] } : none(step, why);
  const report = await readReport(step.report);
  if (report === null) return none(step, ok ? 'it wrote no report' : why);
  const tally = tallyOf(report);
  // Vitest also fails for what belongs to no test: an error outside of any test, a worker that died.
  if (!ok && tally.failed.length === 0) tally.failed.push(`${step.name}: ${why}`);
  return tally;
}

/**
 * @param {Step} step
 * @param {string} why
 */
function none(step, why) {
  return { passed: 0, failed: [`${step.name}: ${why}`] };
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 * @param {number} timeLeftMs
 * @param {AbortSignal} stop
 * @returns {Promise<{ ok: boolean, output: string, why: string }>}
 */
function execute(step, env, timeLeftMs, stop) {
  return new Promise((resolve) => {
    const child = spawn(join(rootDir, 'node_modules', '.bin', step.tool), step.args, {
      cwd: rootDir,
      env,
      stdio: ['ignore', step.quiet ? 'pipe' : 'inherit', step.quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    }
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
    }, timeLeftMs);
    const passOn = () => child.kill(stop.reason);
    stop.addEventListener('abort', passOn, { once: true });
    child.on('error', (error) => {
      output += `${error.message}\n`;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      stop.removeEventListener('abort', passOn);
      const why = timedOut ? 'ended, the time was up' : `ended with ${signal ?? `exit code ${code}`}`;
      resolve({ ok: code === 0, output, why });
    });
  });
}
