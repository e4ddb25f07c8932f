import { existsSync } from 'node:fs';
import { failureOf, runCommand } from '../run-command.mjs';

/** The oldest nats-server with what the engine relies on (atomic batches, per-message TTL, async flush). */
export const oldestVersion = '2.12.0';

/**
 * @param {string} version
 * @returns {boolean} whether the version is at least {@link oldestVersion}
 */
export function isNewEnough(version) {
  const found = version.split('.').map(Number);
  const wanted = oldestVersion.split('.').map(Number);
  for (let i = 0; i < wanted.length; i += 1) {
    const difference = (found[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * @typedef {{ kind: 'found', path: string, version: string }} Found
 * @typedef {{ kind: 'failed', reason: string }} Failed
 */

/**
 * Runs a nats-server for its version, which also proves that it runs on this machine.
 * @param {string} path
 * @returns {Promise<Found | Failed>}
 */
export async function probe(path) {
  if (!existsSync(path)) return { kind: 'failed', reason: `${path} does not exist` };
  const result = await runCommand(path, ['--version'], { timeoutMs: 5_000 });
  const version = /nats-server: v(\d+\.\d+\.\d+)/.exec(result.stdout)?.[1];
  if (result.code !== 0 || version === undefined) {
    const said = result.code === 0 ? 'it did not answer --version as a nats-server does' : failureOf(result);
    return { kind: 'failed', reason: `${path} does not run as a nats-server: ${said}` };
  }
  if (!isNewEnough(version)) {
    return { kind: 'failed', reason: `${path} is version ${version}, older than ${oldestVersion}` };
  }
  return { kind: 'found', path, version };
}
