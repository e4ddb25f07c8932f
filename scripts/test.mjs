/**
 * `npm test`: sets the checkout up, runs every check and every test, and ends with the line
 * `N passed, N failed` (each check counts as one). Exits with 1 when anything failed.
 */
import { join } from 'node:path';
import { rootDir } from './setup/paths.mjs';
import { ensureNatsServer } from './setup/nats-server/ensure-nats-server.mjs';
import { SetupError } from './setup/setup-error.mjs';
import { withSetupLock } from './setup/setup-lock.mjs';
import { ensureWorkspace } from './setup/workspace.mjs';
import { checks } from './test/checks.mjs';
import { runStep } from './test/run-step.mjs';
import { testProjects } from './test/test-projects.mjs';

/**
 * Counted from the start of this process. CI gives a run 25 minutes; ending before that leaves time to say
 * what was running.
 */
const deadlineMs = 23 * 60_000;

/** @typedef {{ passed: number, failed: string[] }} Tally */

/**
 * @param {string} natsServer
 * @returns {Promise<Tally>}
 */
async function runAll(natsServer) {
  const env = {
    ...process.env,
    PATH: `${join(rootDir, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
    NATS_SERVER: natsServer,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  };
  const stop = new AbortController();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => stop.abort(signal));
  }
  /** @type {Tally} */
  const total = { passed: 0, failed: [] };
  for (const step of [...checks, ...testProjects]) {
    const tally = await runStep(step, env, deadlineMs - performance.now(), stop.signal);
    total.passed += tally.passed;
    total.failed.push(...tally.failed);
  }
  return total;
}

async function setUp() {
  return withSetupLock(async () => {
    await ensureWorkspace();
    return ensureNatsServer();
  });
}

try {
  const { passed, failed } = await runAll(await setUp());
  if (failed.length > 0) process.stdout.write(`\nFailed:\n${failed.map((name) => `  ${name}\n`).join('')}`);
  process.stdout.write(`\n${passed} passed, ${failed.length} failed\n`);
  process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`setup: ${error.message}\n`);
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
